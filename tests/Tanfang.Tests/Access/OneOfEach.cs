using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data.Walls;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Somebody in a village, and an account that works there.</summary>
internal sealed record Place(Guid Elder, int Home, string Actor);

/// <summary>A row of every walled table for each of some villages, by the names of the columns: also of a table that comes later.</summary>
internal static class OneOfEach
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A row above a row: the column and the table it leads to.</summary>
    private static readonly Dictionary<string, string> Above = new()
    {
        ["job_id"] = "print_jobs",
        ["sheet_id"] = "printed_sheets",
        ["obligation_id"] = "obligations",
        ["plan_id"] = "help_plans",
        ["version_id"] = "help_plan_versions",
        ["row_id"] = "screening_households",
        ["answer_id"] = "screening_answers",
        ["delivery_id"] = "deliveries",
        ["batch_id"] = "entry_batches",
    };

    private sealed record Column(string Table, string Name, string Type, bool Nullable);

    public static async Task<IReadOnlyList<Place>> Fill(TestStore store, int villages)
    {
        await using var db = store.Open();
        var homes = await db
            .Divisions.Where(d => d.Code.StartsWith("140426") && d.Code.Length == 12)
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .Take(villages)
            .ToListAsync(Cancel);
        var columns = (
            await db
                .Database.SqlQueryRaw<Column>(
                    """
                    select table_name as "Table", column_name as "Name", data_type as "Type", is_nullable = 'YES' as "Nullable"
                    from information_schema.columns where table_schema = current_schema()
                    """
                )
                .ToListAsync(Cancel)
        ).ToLookup(c => c.Table);
        var places = new List<Place>();
        foreach (var home in homes)
        {
            var place = new Place(Guid.CreateVersion7(), home, $"account{home}");
            var ids = WallRules.Walled.Keys.ToDictionary(
                t => t,
                t => t == "elders" ? place.Elder : Guid.CreateVersion7()
            );
            foreach (var table in WallRules.Walled.Keys)
            {
                var row = columns[table]
                    .Select(c => KeyValuePair.Create(c.Name, Value(c, place, ids)))
                    .Where(c => c.Value is not null)
                    .ToDictionary();
                var json = JsonSerializer.Serialize(row);
#pragma warning disable EF1002 // A name of a table.
                await db.Database.ExecuteSqlRawAsync(
                    $"insert into {table} select * from jsonb_populate_record(null::{table}, {{0}}::jsonb)",
                    [json],
                    Cancel
                );
#pragma warning restore EF1002
            }

            places.Add(place);
        }

        return places;
    }

    private static object? Value(Column column, Place place, Dictionary<string, Guid> ids) =>
        (column.Name, column.Type) switch
        {
            ("id", "uuid") => ids[column.Table],
            ("job_id" or "answer_id", _) when column.Nullable || column.Table == "import_reviews" => column.Nullable
                ? null
                : Guid.CreateVersion7(),
            (var name, "uuid") when Above.TryGetValue(name, out var above) => ids[above],
            ("elder_id" or "sealed_for" or "kept_id" or "merged_id" or "person_id" or "candidate_id", _) => place.Elder,
            ("one_id" or "other_id" or "from_id" or "to_id", "uuid") => place.Elder,
            (
                "home_id"
                    or "division_id"
                    or "village_id"
                    or "area_id"
                    or "counted_in_id"
                    or "from_division_id"
                    or "from_id"
                    or "to_id",
                "integer"
            ) => place.Home,
            ("created_by" or "owner_id" or "sent_by" or "read_by", "character varying") => place.Actor,
            _ when column.Nullable => null,
            (_, "uuid") => Guid.CreateVersion7(),
            (_, "character varying" or "text") => "x",
            (_, "boolean") => false,
            (_, "date") => "2026-11-19",
            (_, "timestamp with time zone") => "2026-11-19T02:00:00Z",
            (_, "bytea") => "\\x00",
            _ => 1,
        };
}
