using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Phone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "duty_phone",
                table: "organisations",
                type: "TEXT",
                maxLength: 30,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "duty_phone",
                table: "organisations");
        }
    }
}
