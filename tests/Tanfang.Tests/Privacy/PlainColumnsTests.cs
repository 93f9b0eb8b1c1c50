using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>Text that is not sealed stands on a list with its reason; a new column is stopped here until somebody has thought about it.</summary>
public sealed class PlainColumnsTests
{
    /// <summary>By reason; table: columns.</summary>
    private static readonly Dictionary<string, string[]> Plain = new()
    {
        ["searched, sorted and shown: who it is"] =
        [
            "elders: name pinyin_key initials",
            "elder_keys: key",
            "contacts: name relation",
            "household_members: name relation",
        ],
        ["names of those who visit, serve and receive, not of elders"] =
        [
            "visitors: name",
            "visits: visitors",
            "care_acts: served_by",
            "emergencies: visitors",
            "entry_batches: visitors",
            "screening_answers: asked_by",
            "sheet_copies: received_by",
            "copy_events: received_by",
            "help_plan_versions: actor_name",
            "reminders: actor_name",
            "accounts: display_name user_name normalized_user_name",
            "passkeys: name",
            "grids: name",
            "organisations: duty_phone name",
        ],
        ["codes, keys of rules and states"] =
        [
            "elders: categories_now left_reason overdue_rule",
            "elder_facts: key",
            "elder_merges: taken",
            "care_acts: form_version",
            "emergencies: called form_version outcome what",
            "help_measures: kind",
            "help_plans: kinds",
            "help_plan_versions: end_reason",
            "delivery_differences: choice what",
            "deliveries: source",
            "import_reviews: resolution",
            "source_maps: kind",
            "obligations: occasion rule state_why",
            "obligation_outcomes: why",
            "situations: kind",
            "erasures: basis check",
            "full_exports: category state responsible purpose",
            "stated_purposes: kind",
            "proposed_changes: key",
            "transfers: origin refused_because",
            "screening_answers: codes excuse",
            "screening_persons: presence",
            "screening_person_answers: codes presence",
            "screening_rounds: form pack_id",
            "copy_events: reason",
            "entry_sheets: skip_reason",
            "paper_scans: type",
            "printed_sheets: code left_out",
            "door_cards: code",
            "quarantine: hash kind reason_code receipt resolution",
            "record_receipts: outcome receipt",
            "visits: answers attempt_result electricity entered_from form_version gas needs water",
        ],
        ["ids of accounts"] =
        [
            "grants: ended_by given_by",
            "care_acts: closed_by entered_by",
            "door_notes: answered_by",
            "feedback: answered_by sent_by",
            "emergencies: closed_by entered_by",
            "help_plan_versions: actor_id",
            "division_changes: confirmed_by created_by",
            "deliveries: brought_within created_by ended_by",
            "delivery_differences: decided_by",
            "import_jobs: created_by",
            "import_reviews: resolved_by",
            "source_maps: created_by",
            "reminders: actor_id",
            "situations: recorded_by",
            "entry_batches: created_by",
            "erasures: answered_by asked_by",
            "emergency_accesses: reviewed_by",
            "full_exports: answered_by asked_by",
            "elder_facts: recorded_by",
            "elder_merges: by undone_by",
            "elder_pairs: by",
            "file_confirmations: recorded_by",
            "kept_questions: owner_id",
            "proposed_changes: decided_by proposed_by",
            "transfers: answered_by asked_by",
            "screening_answers: recorded_by",
            "screening_rounds: closed_by opened_by",
            "screening_village_reports: recorded_by",
            "list_choices: owner_id",
            "copy_events: recorded_by",
            "paper_scans: waits_for",
            "print_jobs: created_by",
            "quarantine: resolved_by sent_by",
            "visits: closed_by entered_by",
            "visit_moves: by",
            "worklist_packets: read_by",
        ],
        ["where something comes from, a short line chosen or typed: 村(居), 残联"] =
        [
            "elder_facts: source assessor given_by assessment_result",
            "proposed_changes: source",
            "file_confirmations: source",
        ],
        [
            "a short line of the desk why a record was closed or files joined; the field asks for the reason, not about the person"
        ] = ["visits: void_reason", "elder_merges: reason undone_reason", "quarantine: resolution_note"],
        ["what a colleague needs a list or an inspection for; the field asks for the work, not about a person"] =
        [
            "full_exports: words",
            "stated_purposes: words",
        ],
        ["sentences of the program without values"] =
        [
            "quarantine: reason",
            "deliveries: problem",
            "import_jobs: problem",
            "print_jobs: problem what address",
            "daily_runs: problem",
            "division_changes: problem",
        ],
        ["places, documents and rounds"] =
        [
            "divisions: code name",
            "division_changes: document_number document_title",
            "division_change_parts: code groups name new_code",
            "former_names: code name",
            "situations: basis",
            "screening_rounds: cancel_reason document title",
        ],
        ["the program's own"] =
        [
            "store_info: key value",
            "list_choices: list name value",
            "accounts: password_hash security_stamp",
            "changes: action actor_id detail subject_id",
        ],
    };

    [Theory, BothStores]
    public async Task Every_text_column_is_plain_for_a_reason(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await using var db = own.Open();
        var listed = Plain.Values.SelectMany(Split).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal([], Columns.Texts(db).Except(listed));
        Assert.Equal([], listed.Except(Columns.Texts(db)));
    }

    [Theory, BothStores]
    public async Task Every_column_of_bytes_is_sealed_or_says_why_not(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        await using var db = own.Open();

        Assert.Equal([], Columns.Unsealed.Keys.Except(Columns.Bytes(db).Select(c => c.Name)));
        Assert.All(Columns.Unsealed.Values, reason => Assert.NotEmpty(reason));
    }

    private static IEnumerable<string> Split(string[] tables) =>
        from line in tables
        let parts = line.Split(':')
        from column in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select $"{parts[0]}.{column}";
}
