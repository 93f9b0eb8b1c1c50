using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<byte[]>(
                name: "map",
                table: "deliveries",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "problem",
                table: "deliveries",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true,
                collation: "C");
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
