using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Worklist : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "worklist_packets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    items = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_worklist_packets", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_worklist_packets_read_by_device_id",
                table: "worklist_packets",
                columns: new[] { "read_by", "device_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "worklist_packets");
        }
    }
}
