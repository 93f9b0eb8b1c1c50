using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ScansByCode : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "copy",
                table: "paper_scans",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "digest",
                table: "paper_scans",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "sheet_id",
                table: "paper_scans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "waits_for",
                table: "paper_scans",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "printed_sheet_id",
                table: "entry_sheets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_digest",
                table: "paper_scans",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_elder_id",
                table: "paper_scans",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_sheet_id_copy_digest",
                table: "paper_scans",
                columns: new[] { "sheet_id", "copy", "digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_waits_for",
                table: "paper_scans",
                column: "waits_for");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_paper_scans_digest",
                table: "paper_scans");

            migrationBuilder.DropIndex(
                name: "ix_paper_scans_elder_id",
                table: "paper_scans");

            migrationBuilder.DropIndex(
                name: "ix_paper_scans_sheet_id_copy_digest",
                table: "paper_scans");

            migrationBuilder.DropIndex(
                name: "ix_paper_scans_waits_for",
                table: "paper_scans");

            migrationBuilder.DropColumn(
                name: "copy",
                table: "paper_scans");

            migrationBuilder.DropColumn(
                name: "digest",
                table: "paper_scans");

            migrationBuilder.DropColumn(
                name: "sheet_id",
                table: "paper_scans");

            migrationBuilder.DropColumn(
                name: "waits_for",
                table: "paper_scans");

            migrationBuilder.DropColumn(
                name: "printed_sheet_id",
                table: "entry_sheets");

        }
    }
}
