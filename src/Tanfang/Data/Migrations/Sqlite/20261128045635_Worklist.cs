using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    read_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    taken_at = table.Column<string>(type: "TEXT", nullable: false),
                    items = table.Column<byte[]>(type: "BLOB", nullable: false)
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
