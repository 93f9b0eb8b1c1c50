using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Access : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "erased_on",
                table: "elders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "batch",
                table: "changes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    second_factor_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<string>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_batches",
                columns: table => new
                {
                    ordinal = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    first_row = table.Column<Guid>(type: "TEXT", nullable: false),
                    last_row = table.Column<Guid>(type: "TEXT", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", nullable: false),
                    head = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_batches", x => x.ordinal);
                });

            migrationBuilder.CreateTable(
                name: "device_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    issued_at = table.Column<string>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emergency_accesses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: false),
                    until = table.Column<string>(type: "TEXT", nullable: false),
                    reviewed_at = table.Column<string>(type: "TEXT", nullable: true),
                    reviewed_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    justified = table.Column<bool>(type: "INTEGER", nullable: true),
                    review_words = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergency_accesses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    elder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    check = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    asked_at = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                });

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
                name: "grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    division_id = table.Column<int>(type: "INTEGER", nullable: false),
                    visitor_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    given_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    given_at = table.Column<string>(type: "TEXT", nullable: false),
                    ended_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ended_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    division_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    credential_id = table.Column<byte[]>(type: "BLOB", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", maxLength: 1023, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    added_at = table.Column<string>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<string>(type: "TEXT", nullable: true),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.id);
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

            migrationBuilder.CreateIndex(
                name: "ix_changes_at",
                table: "changes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_changes_id",
                table: "changes",
                column: "id",
                filter: "batch is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_organisation_id",
                table: "accounts",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_device_tokens_account_id",
                table: "device_tokens",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_device_tokens_hash",
                table: "device_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_account_id_until",
                table: "emergency_accesses",
                columns: new[] { "account_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_reviewed_at",
                table: "emergency_accesses",
                column: "reviewed_at");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_elder_id",
                table: "erasures",
                column: "elder_id",
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_state_asked_at",
                table: "erasures",
                columns: new[] { "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_full_exports_division_id",
                table: "full_exports",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_account_id_from",
                table: "grants",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_division_id_name",
                table: "organisations",
                columns: new[] { "division_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_account_id",
                table: "passkeys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_credential_id",
                table: "passkeys",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stated_purposes_account_id_until",
                table: "stated_purposes",
                columns: new[] { "account_id", "until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "audit_batches");

            migrationBuilder.DropTable(
                name: "device_tokens");

            migrationBuilder.DropTable(
                name: "emergency_accesses");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "full_exports");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "stated_purposes");

            migrationBuilder.DropIndex(
                name: "ix_import_reviews_candidate_id",
                table: "import_reviews");

            migrationBuilder.DropIndex(
                name: "ix_household_members_sealed_for",
                table: "household_members");

            migrationBuilder.DropIndex(
                name: "ix_divisions_county_id",
                table: "divisions");

            migrationBuilder.DropIndex(
                name: "ix_changes_at",
                table: "changes");

            migrationBuilder.DropIndex(
                name: "ix_changes_id",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "erased_on",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "batch",
                table: "changes");
        }
    }
}
