using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tanfang.Data.Walls;

/// <summary>
/// Which rows of which table a request touches on PostgreSQL, in one place (docs/adr/0016). The conditions speak of the settings that
/// <see cref="RequestScope"/> sends; what it sends nothing for is closed. A table that stands in neither list gets no privilege, so
/// that no request can read it, and a test that goes through the model refuses it.
/// </summary>
public static class WallRules
{
    private const string Actor = "nullif(current_setting('tanfang.actor', true), '')";

    /// <summary>Tables that hold something of a person, each with the condition under which a row is seen, written and changed.</summary>
    public static IReadOnlyDictionary<string, string> Walled { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["elders"] = $"{In("home_id")} or id in (select wall_people())",
            ["elder_facts"] = Elder("elder_id"),
            ["elder_keys"] = Elder("elder_id"),
            ["elder_merges"] = $"{Elder("kept_id")} or {Elder("merged_id")}",
            ["elder_pairs"] = $"{Elder("one_id")} or {Elder("other_id")}",
            ["contacts"] = Elder("elder_id"),
            ["file_confirmations"] = Elder("elder_id"),
            ["household_members"] = $"{Elder("sealed_for")} or {Elder("elder_id")}",
            ["proposed_changes"] = Elder("elder_id"),
            ["transfers"] = $"{In("to_id")} or {In("from_id")} or {Elder("elder_id")}",
            ["division_change_people"] = Elder("elder_id"),
            ["responsibilities"] = Elder("elder_id"),
            ["grid_places"] = Elder("elder_id"),
            // The old county keeps its figures when somebody moves away (design: counted where it was due).
            ["obligations"] = $"{In("counted_in_id")} or {Elder("elder_id")}",
            ["obligation_outcomes"] = Of("obligations", "obligation_id"),
            ["visits"] = $"{Elder("elder_id")} or exists (select from visit_moves w where w.visit_id = visits.id)",
            ["visit_moves"] = $"{Elder("from_id")} or {Elder("to_id")}",
            ["door_notes"] = Elder("elder_id"),
            ["feedback"] = $"sent_by = {Actor} or {In("division_id")}",
            ["care_acts"] = Elder("elder_id"),
            ["emergencies"] = Elder("elder_id"),
            ["quarantine"] = $"sent_by = {Actor} or {Elder("elder_id")}",
            ["print_jobs"] = $"created_by = {Actor}",
            ["print_files"] = Of("print_jobs", "job_id"),
            ["printed_sheets"] = Elder("elder_id"),
            ["sheet_copies"] = Of("printed_sheets", "sheet_id"),
            ["copy_events"] = Of("printed_sheets", "sheet_id"),
            ["entry_batches"] = $"created_by = {Actor} or {In("division_id")}",
            ["entry_sheets"] = Elder("elder_id"),
            ["paper_scans"] =
                $"waits_for = {Actor} or {Elder("elder_id")} or (elder_id is null and waits_for is null and {Of("entry_batches", "batch_id")})",
            ["help_plans"] = $"{Elder("elder_id")} or {Elder("person_id")}",
            ["help_plan_versions"] = Of("help_plans", "plan_id"),
            ["help_measures"] = Of("help_plan_versions", "version_id"),
            ["screening_households"] = In("village_id"),
            ["screening_persons"] = Of("screening_households", "row_id"),
            ["screening_answers"] = Of("screening_households", "row_id"),
            ["screening_person_answers"] = Of("screening_answers", "answer_id"),
            ["screening_village_reports"] = In("village_id"),
            ["import_jobs"] = $"created_by = {Actor}",
            ["import_reviews"] = Elder("candidate_id"),
            ["deliveries"] = In("area_id"),
            ["delivered_rows"] = Of("deliveries", "delivery_id"),
            ["delivery_differences"] = Of("deliveries", "delivery_id"),
            ["full_exports"] = $"asked_by = {Actor} or {In("division_id")}",
            ["erasures"] = Elder("elder_id"),
            ["kept_questions"] = $"owner_id = {Actor}",
            ["list_choices"] = $"owner_id = {Actor}",
            ["worklist_packets"] = $"read_by = {Actor}",
        };

    /// <summary>Tables without a wall: what a request may do there, and why that is right.</summary>
    public static IReadOnlyDictionary<string, (string May, string Why)> Open { get; } =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["divisions"] = (All, "places, public"),
            ["former_names"] = (All, "places, public"),
            ["division_changes"] = (All, "places and documents; who is moved by one stands under a wall"),
            ["division_change_parts"] = (All, "places"),
            ["situations"] = (All, "special times of places, which hold for everybody there"),
            ["screening_rounds"] = (All, "orders to counties; the households on their lists stand under a wall"),
            ["grids"] = (All, "places"),
            ["grid_workers"] = (All, "staff by id"),
            ["leaves"] = (All, "staff by id, read before it is known who asks; the scope follows from them"),
            ["visitors"] = (All, "staff: named beside people whom another division visits"),
            ["reminders"] = (All, "counts by visitor, without a person"),
            ["source_maps"] = (All, "names of columns, sealed"),
            ["door_cards"] = (All, "ids and codes that mean nothing, looked up for whoever stands at the door"),
            ["record_receipts"] = (All, "ids and digests: an id is one record's everywhere"),
            ["accounts"] = (All, "read before it is known who asks"),
            ["device_tokens"] = (All, "read before it is known who asks"),
            ["grants"] = (All, "read before it is known who asks; the scope follows from them"),
            ["organisations"] = (All, "offices by name"),
            ["passkeys"] = (All, "read before it is known who asks"),
            ["stated_purposes"] = (All, "read before it is known who asks: what an inspector reads for"),
            ["emergency_accesses"] = (All, "read before it is known who asks; the scope follows from them"),
            ["audit_batches"] = ("select", "digests; the owner alone seals"),
            ["changes"] = ("select, insert", "ids and codes; nobody changes what was written down"),
            ["daily_runs"] = ("select", "days and counts"),
            ["store_info"] = ("select", "facts about the store"),
        };

    private const string All = "select, insert, update, delete";

    /// <summary>The statements that put walls and privileges there, whatever was there before.</summary>
    public static string Statements(string webRole, string owner, string schema) =>
        new StringBuilder(Sql.Text("Data/Walls/Functions.sql"))
            .Replace("{schema}", Quoted(schema))
            .Replace("{owner}", owner.Replace("'", "''", StringComparison.Ordinal))
            .AppendLine(Privileges(Quoted(webRole), Quoted(schema)))
            .AppendJoin('\n', Walled.Select(Wall))
            .ToString();

    public static string DigestOf(string statements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements)))[..32];

    public static string Quoted(string name) => new NpgsqlCommandBuilder().QuoteIdentifier(name);

    private static string Wall(KeyValuePair<string, string> table) =>
        $"""
            alter table {table.Key} enable row level security, force row level security;
            create policy wall on {table.Key} using ((select wall_is_open()) or {table.Value});
            """;

    private static string Privileges(string role, string schema) =>
        $"""
            grant usage on schema {schema} to {role};
            revoke all on all tables in schema {schema} from {role};
            grant select on "__EFMigrationsHistory" to {role};
            grant {All} on {string.Join(", ", Walled.Keys)} to {role};
            {string.Join('\n', Open.Select(t => $"grant {t.Value.May} on {t.Key} to {role};"))}
            """;

    /// <summary>A place within the divisions of the scope: one hash table for a query, made when the first row is looked at.</summary>
    private static string In(string column) => $"{column} in (select wall_homes())";

    private static string Elder(string column) => Of("elders", column);

    /// <summary>Through a row that stands under its own wall; the planner looks them up one by one for few rows and all at once for many.</summary>
    private static string Of(string table, string column) => $"exists (select from {table} w where w.id = {column})";
}
