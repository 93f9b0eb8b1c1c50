using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
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
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "batch",
                table: "changes",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    second_factor_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    user_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    password_hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    security_stamp = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_batches",
                columns: table => new
                {
                    ordinal = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    first_row = table.Column<Guid>(type: "uuid", nullable: false),
                    last_row = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    head = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_batches", x => x.ordinal);
                });

            migrationBuilder.CreateTable(
                name: "device_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emergency_accesses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reviewed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    justified = table.Column<bool>(type: "boolean", nullable: true),
                    review_words = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergency_accesses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    check = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "full_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    responsible = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    people = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<int>(type: "integer", nullable: false),
                    answered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fetched = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_full_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    given_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stated_purposes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    words = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
