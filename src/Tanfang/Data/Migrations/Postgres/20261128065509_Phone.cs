using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
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
                type: "character varying(30)",
                maxLength: 30,
                nullable: true,
                collation: "C");
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
