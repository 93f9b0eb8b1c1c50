using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MappedDeliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "brought_within",
                table: "deliveries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "map",
                table: "deliveries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "problem",
                table: "deliveries",
                type: "TEXT",
                maxLength: 300,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "brought_within",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "map",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "problem",
                table: "deliveries");
        }
    }
}
