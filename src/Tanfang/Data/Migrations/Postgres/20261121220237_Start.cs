using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "care_acts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<byte[]>(type: "bytea", nullable: false),
                    served_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    satisfaction = table.Column<byte[]>(type: "bytea", nullable: true),
                    raw = table.Column<byte[]>(type: "bytea", nullable: false),
                    form_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    entered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_acts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    subject_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    calling_order = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    relation = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "daily_runs",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    elders = table.Column<int>(type: "integer", nullable: false),
                    opened = table.Column<int>(type: "integer", nullable: false),
                    outcomes = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_runs", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "divisions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<int>(type: "integer", nullable: true),
                    province_id = table.Column<int>(type: "integer", nullable: false),
                    city_id = table.Column<int>(type: "integer", nullable: true),
                    county_id = table.Column<int>(type: "integer", nullable: true),
                    township_id = table.Column<int>(type: "integer", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    merged_into_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_divisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "elder_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    division_id = table.Column<int>(type: "integer", nullable: true),
                    rural = table.Column<bool>(type: "boolean", nullable: true),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    assessment_result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    assessor = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    assessment_valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    given_by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_elder_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "elders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    pinyin_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    initials = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    sex = table.Column<int>(type: "integer", nullable: false),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: false),
                    id_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    home_id = table.Column<int>(type: "integer", nullable: false),
                    rural = table.Column<bool>(type: "boolean", nullable: true),
                    address = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_tail_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    lives_at_registered_residence = table.Column<bool>(type: "boolean", nullable: true),
                    disability_certificate = table.Column<byte[]>(type: "bytea", nullable: true),
                    drinking_water_safe = table.Column<bool>(type: "boolean", nullable: true),
                    home_electricity_safe = table.Column<bool>(type: "boolean", nullable: true),
                    house_safe = table.Column<bool>(type: "boolean", nullable: true),
                    monthly_income = table.Column<decimal>(type: "numeric", nullable: true),
                    benefits = table.Column<byte[]>(type: "bytea", nullable: true),
                    helping_bodies = table.Column<int>(type: "integer", nullable: false),
                    help_responsible = table.Column<byte[]>(type: "bytea", nullable: true),
                    help_measures = table.Column<byte[]>(type: "bytea", nullable: true),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    categories_now = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    consent_now = table.Column<int>(type: "integer", nullable: false),
                    enrolled_on = table.Column<DateOnly>(type: "date", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left_reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    reconciled_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overdue_since = table.Column<DateOnly>(type: "date", nullable: true),
                    overdue_rule = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    visit_count = table.Column<int>(type: "integer", nullable: false),
                    care_count = table.Column<int>(type: "integer", nullable: false),
                    wrapped_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_elders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "household_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sealed_for = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    sex = table.Column<int>(type: "integer", nullable: false),
                    id_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    relation = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    health = table.Column<byte[]>(type: "bytea", nullable: true),
                    assistance = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<byte[]>(type: "bytea", nullable: false),
                    file = table.Column<byte[]>(type: "bytea", nullable: true),
                    is_csv = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    rows_done = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    for_review = table.Column<int>(type: "integer", nullable: false),
                    errors = table.Column<byte[]>(type: "bytea", nullable: true),
                    problem = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    candidate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false),
                    resolution = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obligation_outcomes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    obligation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    on_site = table.Column<bool>(type: "boolean", nullable: false),
                    substituted = table.Column<bool>(type: "boolean", nullable: false),
                    why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_outcomes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obligations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    occasion = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    every = table.Column<int>(type: "integer", nullable: false),
                    at_least = table.Column<int>(type: "integer", nullable: false),
                    modes = table.Column<int>(type: "integer", nullable: false),
                    monthly_rate = table.Column<bool>(type: "boolean", nullable: false),
                    counted_in_id = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    state_visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    state_on_site = table.Column<bool>(type: "boolean", nullable: false),
                    state_substituted = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quarantine",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    receipt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    raw = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    resolution = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    resolution_note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    accepted_as_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ordinal = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantine", x => new { x.item_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "record_receipts",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    receipt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_receipts", x => x.item_id);
                });

            migrationBuilder.CreateTable(
                name: "responsibilities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_responsibilities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "situations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_situations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "store_info",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_info", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "visitors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visitors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_attempt = table.Column<bool>(type: "boolean", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: true),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    device_offset_seconds = table.Column<int>(type: "integer", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    form_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    closed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    counts = table.Column<bool>(type: "boolean", nullable: false),
                    attempt_result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    gas = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    water = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    electricity = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    answers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true),
                    needs = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    visitors = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    raw = table.Column<byte[]>(type: "bytea", nullable: false),
                    entered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_care_acts_elder_id_ordinal",
                table: "care_acts",
                columns: new[] { "elder_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_changes_subject_id",
                table: "changes",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_elder_id_calling_order",
                table: "contacts",
                columns: new[] { "elder_id", "calling_order" });

            migrationBuilder.CreateIndex(
                name: "ix_divisions_code",
                table: "divisions",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_divisions_name",
                table: "divisions",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_divisions_parent_id",
                table: "divisions",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_elder_facts_elder_id_on",
                table: "elder_facts",
                columns: new[] { "elder_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_elders_home_id_pinyin_key",
                table: "elders",
                columns: new[] { "home_id", "pinyin_key" });

            migrationBuilder.CreateIndex(
                name: "ix_elders_household_id",
                table: "elders",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_elders_id_number_index",
                table: "elders",
                column: "id_number_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_elders_initials",
                table: "elders",
                column: "initials");

            migrationBuilder.CreateIndex(
                name: "ix_elders_overdue_since_id",
                table: "elders",
                columns: new[] { "overdue_since", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_elders_pinyin_key",
                table: "elders",
                column: "pinyin_key");

            migrationBuilder.CreateIndex(
                name: "ix_elders_reconciled_until",
                table: "elders",
                column: "reconciled_until");

            migrationBuilder.CreateIndex(
                name: "ix_household_members_elder_id",
                table: "household_members",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_members_household_id_position",
                table: "household_members",
                columns: new[] { "household_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_import_reviews_job_id_row",
                table: "import_reviews",
                columns: new[] { "job_id", "row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_obligation_outcomes_obligation_id_ordinal",
                table: "obligation_outcomes",
                columns: new[] { "obligation_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_obligations_elder_id_rule_occasion_period_from",
                table: "obligations",
                columns: new[] { "elder_id", "rule", "occasion", "period_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_obligations_elder_id_until",
                table: "obligations",
                columns: new[] { "elder_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_obligations_monthly_rate_period_from_counted_in_id",
                table: "obligations",
                columns: new[] { "monthly_rate", "period_from", "counted_in_id" });

            migrationBuilder.CreateIndex(
                name: "ix_obligations_state_until",
                table: "obligations",
                columns: new[] { "state", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_quarantine_resolved_at",
                table: "quarantine",
                column: "resolved_at");

            migrationBuilder.CreateIndex(
                name: "ix_responsibilities_elder_id_from",
                table: "responsibilities",
                columns: new[] { "elder_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_responsibilities_visitor_id",
                table: "responsibilities",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ix_situations_replaces_id",
                table: "situations",
                column: "replaces_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visitors_division_id",
                table: "visitors",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_corrects_id",
                table: "visits",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visits_elder_id_happened_on",
                table: "visits",
                columns: new[] { "elder_id", "happened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_elder_id_ordinal",
                table: "visits",
                columns: new[] { "elder_id", "ordinal" },
                unique: true,
                filter: "corrects_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_visits_received_at",
                table: "visits",
                column: "received_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care_acts");

            migrationBuilder.DropTable(
                name: "changes");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "daily_runs");

            migrationBuilder.DropTable(
                name: "divisions");

            migrationBuilder.DropTable(
                name: "elder_facts");

            migrationBuilder.DropTable(
                name: "elders");

            migrationBuilder.DropTable(
                name: "household_members");

            migrationBuilder.DropTable(
                name: "import_jobs");

            migrationBuilder.DropTable(
                name: "import_reviews");

            migrationBuilder.DropTable(
                name: "obligation_outcomes");

            migrationBuilder.DropTable(
                name: "obligations");

            migrationBuilder.DropTable(
                name: "quarantine");

            migrationBuilder.DropTable(
                name: "record_receipts");

            migrationBuilder.DropTable(
                name: "responsibilities");

            migrationBuilder.DropTable(
                name: "situations");

            migrationBuilder.DropTable(
                name: "store_info");

            migrationBuilder.DropTable(
                name: "visitors");

            migrationBuilder.DropTable(
                name: "visits");
        }
    }
}
