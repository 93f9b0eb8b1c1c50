using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Masks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_demo",
                table: "accounts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "full_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    responsible = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    people = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<int>(type: "integer", nullable: false),
                    answered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fetched = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_full_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stated_purposes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    words = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stated_purposes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_full_exports_division_id",
                table: "full_exports",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_stated_purposes_account_id_until",
                table: "stated_purposes",
                columns: new[] { "account_id", "until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "full_exports");

            migrationBuilder.DropTable(
                name: "stated_purposes");

            migrationBuilder.DropColumn(
                name: "is_demo",
                table: "accounts");
        }
    }
}
