using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LookUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_import_reviews_candidate_id",
                table: "import_reviews",
                column: "candidate_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_members_sealed_for",
                table: "household_members",
                column: "sealed_for");

            migrationBuilder.CreateIndex(
                name: "ix_divisions_county_id",
                table: "divisions",
                column: "county_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_import_reviews_candidate_id",
                table: "import_reviews");

            migrationBuilder.DropIndex(
                name: "ix_household_members_sealed_for",
                table: "household_members");

            migrationBuilder.DropIndex(
                name: "ix_divisions_county_id",
                table: "divisions");
        }
    }
}
