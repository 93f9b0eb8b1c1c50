using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "full_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    asked_at = table.Column<string>(type: "TEXT", nullable: false),
                    division_id = table.Column<int>(type: "INTEGER", nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    responsible = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    answer = table.Column<int>(type: "INTEGER", nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    answered_at = table.Column<string>(type: "TEXT", nullable: true),
                    fetched = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_full_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stated_purposes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    stated_at = table.Column<string>(type: "TEXT", nullable: false),
                    until = table.Column<string>(type: "TEXT", nullable: false)
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
