using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaperAndExcel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_care_acts_elder_id_ordinal",
                table: "care_acts");

            migrationBuilder.AddColumn<string>(
                name: "entered_from",
                table: "visits",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<byte[]>(
                name: "map",
                table: "import_jobs",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "certificate_index",
                table: "elders",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "keys_of",
                table: "elders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "elders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "phone_index",
                table: "elders",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "care_acts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "closed_by",
                table: "care_acts",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "corrects_id",
                table: "care_acts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "replaced_by_id",
                table: "care_acts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "copy_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    copy = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    received_by = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_copy_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivered_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    number_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    last_seen = table.Column<DateOnly>(type: "date", nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivered_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    area_id = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    file_name = table.Column<byte[]>(type: "bytea", nullable: false),
                    file = table.Column<byte[]>(type: "bytea", nullable: true),
                    file_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    with_differences = table.Column<int>(type: "integer", nullable: false),
                    remembered = table.Column<int>(type: "integer", nullable: false),
                    too_young = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    map = table.Column<byte[]>(type: "bytea", nullable: true),
                    problem = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    errors = table.Column<byte[]>(type: "bytea", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    brought_within = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_differences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    decision = table.Column<int>(type: "integer", nullable: false),
                    choice = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    effects = table.Column<byte[]>(type: "bytea", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "division_change_parts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: true),
                    is_new = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    parent_id = table.Column<int>(type: "integer", nullable: true),
                    new_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    groups = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_division_change_parts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "division_change_people",
                columns: table => new
                {
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_division_id = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_division_change_people", x => new { x.change_id, x.elder_id });
                });

            migrationBuilder.CreateTable(
                name: "division_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    document_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    document_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    document_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    undoes_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_division_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "elder_keys",
                columns: table => new
                {
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(210)", maxLength: 210, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_elder_keys", x => new { x.elder_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "elder_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    taken = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    is_split = table.Column<bool>(type: "boolean", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    undone_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_elder_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "elder_pairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    one_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @is = table.Column<int>(name: "is", type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_elder_pairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entry_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: true),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    visitors = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entry_sheets",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft = table.Column<byte[]>(type: "bytea", nullable: true),
                    draft_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    printed_sheet_id = table.Column<Guid>(type: "uuid", nullable: true),
                    skip_reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_sheets", x => new { x.batch_id, x.elder_id });
                });

            migrationBuilder.CreateTable(
                name: "file_confirmations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_confirmations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "former_names",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_names", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grid_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    grid_id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_places", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grid_workers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    grid_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_workers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grids",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "help_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    what = table.Column<byte[]>(type: "bytea", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: true),
                    by = table.Column<DateOnly>(type: "date", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_help_measures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "help_plan_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    end_reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    words = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_help_plan_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "help_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    measure_by = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kinds = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_help_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kept_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    text = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "list_choices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    list = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_choices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paper_scans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    size = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<byte[]>(type: "bytea", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: true),
                    copy = table.Column<int>(type: "integer", nullable: true),
                    waits_for = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    digest = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_scans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "print_files",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pdf = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_print_files", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "print_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    filled = table.Column<bool>(type: "boolean", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    sheets = table.Column<int>(type: "integer", nullable: false),
                    sheets_done = table.Column<int>(type: "integer", nullable: false),
                    pdf_size = table.Column<int>(type: "integer", nullable: true),
                    problem = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_print_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "printed_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    filled = table.Column<bool>(type: "boolean", nullable: false),
                    reprint_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    only_copy = table.Column<int>(type: "integer", nullable: true),
                    code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    printed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    left_out = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    form = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_printed_sheets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proposed_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposed_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    way = table.Column<int>(type: "integer", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    overdue = table.Column<int>(type: "integer", nullable: false),
                    due_soon = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    supersedes_id = table.Column<Guid>(type: "uuid", nullable: true),
                    excuse = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    codes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sealed_for = table.Column<Guid>(type: "uuid", nullable: true),
                    words = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_households",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    village_id = table.Column<int>(type: "integer", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    found = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    answer_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_households", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_person_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    presence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    codes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    words = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_person_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_persons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    presence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_persons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_id = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    pack_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    form = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screening_village_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    village_id = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_village_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sheet_copies",
                columns: table => new
                {
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    copy = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_on = table.Column<DateOnly>(type: "date", nullable: false),
                    received_by = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sheet_copies", x => new { x.sheet_id, x.copy });
                });

            migrationBuilder.CreateTable(
                name: "source_maps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    data = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_maps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    elder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<int>(type: "integer", nullable: false),
                    to_id = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    origin = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    refused_because = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transfers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visit_moves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_moves", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_elders_certificate_index",
                table: "elders",
                column: "certificate_index");

            migrationBuilder.CreateIndex(
                name: "ix_elders_keys_of",
                table: "elders",
                column: "keys_of",
                filter: "keys_of <> version");

            migrationBuilder.CreateIndex(
                name: "ix_elders_merged_into_id",
                table: "elders",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_elders_phone_index",
                table: "elders",
                column: "phone_index");

            migrationBuilder.CreateIndex(
                name: "ix_care_acts_corrects_id",
                table: "care_acts",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_care_acts_elder_id_ordinal",
                table: "care_acts",
                columns: new[] { "elder_id", "ordinal" },
                unique: true,
                filter: "corrects_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_copy_events_recorded_by_recorded_at",
                table: "copy_events",
                columns: new[] { "recorded_by", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_copy_events_sheet_id_copy",
                table: "copy_events",
                columns: new[] { "sheet_id", "copy" });

            migrationBuilder.CreateIndex(
                name: "ix_delivered_rows_delivery_id_number_index",
                table: "delivered_rows",
                columns: new[] { "delivery_id", "number_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_source_area_id_file_index",
                table: "deliveries",
                columns: new[] { "source", "area_id", "file_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_differences_delivery_id_kind_decision_row",
                table: "delivery_differences",
                columns: new[] { "delivery_id", "kind", "decision", "row" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_differences_row_id",
                table: "delivery_differences",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "ix_division_change_parts_change_id",
                table: "division_change_parts",
                column: "change_id");

            migrationBuilder.CreateIndex(
                name: "ix_division_change_parts_division_id",
                table: "division_change_parts",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_division_change_people_elder_id",
                table: "division_change_people",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_division_changes_state_on",
                table: "division_changes",
                columns: new[] { "state", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_elder_keys_key",
                table: "elder_keys",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "ix_elder_merges_kept_id",
                table: "elder_merges",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "ix_elder_merges_merged_id",
                table: "elder_merges",
                column: "merged_id",
                unique: true,
                filter: "undone_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_elder_merges_merged_id_recorded_at",
                table: "elder_merges",
                columns: new[] { "merged_id", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_elder_pairs_one_id_other_id_is",
                table: "elder_pairs",
                columns: new[] { "one_id", "other_id", "is" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_elder_pairs_other_id",
                table: "elder_pairs",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_entry_batches_closed_at",
                table: "entry_batches",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_entry_sheets_record_id",
                table: "entry_sheets",
                column: "record_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_file_confirmations_elder_id_on",
                table: "file_confirmations",
                columns: new[] { "elder_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_former_names_code",
                table: "former_names",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_former_names_division_id",
                table: "former_names",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_former_names_name",
                table: "former_names",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_grid_places_elder_id_from",
                table: "grid_places",
                columns: new[] { "elder_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_grid_places_grid_id",
                table: "grid_places",
                column: "grid_id");

            migrationBuilder.CreateIndex(
                name: "ix_grid_workers_grid_id",
                table: "grid_workers",
                column: "grid_id");

            migrationBuilder.CreateIndex(
                name: "ix_grid_workers_visitor_id",
                table: "grid_workers",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ix_grids_division_id",
                table: "grids",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_help_measures_version_id_line",
                table: "help_measures",
                columns: new[] { "version_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_help_plan_versions_plan_id_number",
                table: "help_plan_versions",
                columns: new[] { "plan_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_help_plans_due_on",
                table: "help_plans",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "ix_help_plans_elder_id",
                table: "help_plans",
                column: "elder_id",
                unique: true,
                filter: "ended_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_help_plans_person_id",
                table: "help_plans",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_kept_questions_owner_id_at",
                table: "kept_questions",
                columns: new[] { "owner_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_list_choices_owner_id_list_name",
                table: "list_choices",
                columns: new[] { "owner_id", "list", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_batch_id_number",
                table: "paper_scans",
                columns: new[] { "batch_id", "number" },
                unique: true);

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
                name: "ix_paper_scans_visit_id",
                table: "paper_scans",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_paper_scans_waits_for",
                table: "paper_scans",
                column: "waits_for");

            migrationBuilder.CreateIndex(
                name: "ix_print_jobs_state",
                table: "print_jobs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_printed_sheets_code",
                table: "printed_sheets",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_printed_sheets_elder_id_printed_on",
                table: "printed_sheets",
                columns: new[] { "elder_id", "printed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_printed_sheets_job_id_position",
                table: "printed_sheets",
                columns: new[] { "job_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_printed_sheets_visit_id",
                table: "printed_sheets",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_changes_elder_id",
                table: "proposed_changes",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_changes_origin_id",
                table: "proposed_changes",
                column: "origin_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_changes_state",
                table: "proposed_changes",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_act_line",
                table: "reminders",
                columns: new[] { "act", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminders_at",
                table: "reminders",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_visitor_id_at",
                table: "reminders",
                columns: new[] { "visitor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_answers_row_id",
                table: "screening_answers",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_households_round_id_village_id_state",
                table: "screening_households",
                columns: new[] { "round_id", "village_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_person_answers_answer_id",
                table: "screening_person_answers",
                column: "answer_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_person_answers_elder_id",
                table: "screening_person_answers",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_persons_round_id_elder_id",
                table: "screening_persons",
                columns: new[] { "round_id", "elder_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_screening_persons_row_id",
                table: "screening_persons",
                column: "row_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_rounds_division_id",
                table: "screening_rounds",
                column: "division_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_village_reports_round_id_village_id",
                table: "screening_village_reports",
                columns: new[] { "round_id", "village_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sheet_copies_state_sheet_id",
                table: "sheet_copies",
                columns: new[] { "state", "sheet_id" });

            migrationBuilder.CreateIndex(
                name: "ix_source_maps_kind",
                table: "source_maps",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_elder_id_asked_at",
                table: "transfers",
                columns: new[] { "elder_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_transfers_elder_id_to_id",
                table: "transfers",
                columns: new[] { "elder_id", "to_id" },
                unique: true,
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_from_id",
                table: "transfers",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_state_asked_at",
                table: "transfers",
                columns: new[] { "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_transfers_to_id",
                table: "transfers",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_moves_from_id",
                table: "visit_moves",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_moves_to_id",
                table: "visit_moves",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_moves_visit_id",
                table: "visit_moves",
                column: "visit_id",
                unique: true,
                filter: "until is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "copy_events");

            migrationBuilder.DropTable(
                name: "delivered_rows");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "delivery_differences");

            migrationBuilder.DropTable(
                name: "division_change_parts");

            migrationBuilder.DropTable(
                name: "division_change_people");

            migrationBuilder.DropTable(
                name: "division_changes");

            migrationBuilder.DropTable(
                name: "elder_keys");

            migrationBuilder.DropTable(
                name: "elder_merges");

            migrationBuilder.DropTable(
                name: "elder_pairs");

            migrationBuilder.DropTable(
                name: "entry_batches");

            migrationBuilder.DropTable(
                name: "entry_sheets");

            migrationBuilder.DropTable(
                name: "file_confirmations");

            migrationBuilder.DropTable(
                name: "former_names");

            migrationBuilder.DropTable(
                name: "grid_places");

            migrationBuilder.DropTable(
                name: "grid_workers");

            migrationBuilder.DropTable(
                name: "grids");

            migrationBuilder.DropTable(
                name: "help_measures");

            migrationBuilder.DropTable(
                name: "help_plan_versions");

            migrationBuilder.DropTable(
                name: "help_plans");

            migrationBuilder.DropTable(
                name: "kept_questions");

            migrationBuilder.DropTable(
                name: "list_choices");

            migrationBuilder.DropTable(
                name: "paper_scans");

            migrationBuilder.DropTable(
                name: "print_files");

            migrationBuilder.DropTable(
                name: "print_jobs");

            migrationBuilder.DropTable(
                name: "printed_sheets");

            migrationBuilder.DropTable(
                name: "proposed_changes");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "screening_answers");

            migrationBuilder.DropTable(
                name: "screening_households");

            migrationBuilder.DropTable(
                name: "screening_person_answers");

            migrationBuilder.DropTable(
                name: "screening_persons");

            migrationBuilder.DropTable(
                name: "screening_rounds");

            migrationBuilder.DropTable(
                name: "screening_village_reports");

            migrationBuilder.DropTable(
                name: "sheet_copies");

            migrationBuilder.DropTable(
                name: "source_maps");

            migrationBuilder.DropTable(
                name: "transfers");

            migrationBuilder.DropTable(
                name: "visit_moves");

            migrationBuilder.DropIndex(
                name: "ix_elders_certificate_index",
                table: "elders");

            migrationBuilder.DropIndex(
                name: "ix_elders_keys_of",
                table: "elders");

            migrationBuilder.DropIndex(
                name: "ix_elders_merged_into_id",
                table: "elders");

            migrationBuilder.DropIndex(
                name: "ix_elders_phone_index",
                table: "elders");

            migrationBuilder.DropIndex(
                name: "ix_care_acts_corrects_id",
                table: "care_acts");

            migrationBuilder.DropIndex(
                name: "ix_care_acts_elder_id_ordinal",
                table: "care_acts");

            migrationBuilder.DropColumn(
                name: "entered_from",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "map",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "certificate_index",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "keys_of",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "phone_index",
                table: "elders");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "care_acts");

            migrationBuilder.DropColumn(
                name: "closed_by",
                table: "care_acts");

            migrationBuilder.DropColumn(
                name: "corrects_id",
                table: "care_acts");

            migrationBuilder.DropColumn(
                name: "replaced_by_id",
                table: "care_acts");

            migrationBuilder.CreateIndex(
                name: "ix_care_acts_elder_id_ordinal",
                table: "care_acts",
                columns: new[] { "elder_id", "ordinal" },
                unique: true);
        }
    }
}
