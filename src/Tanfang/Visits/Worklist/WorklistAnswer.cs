namespace Tanfang.Visits.Worklist;

/// <summary>名单: what a visitor needs offline.</summary>
/// <param name="Epoch">Another one than before: the server was restored, and whatever it had acknowledged since is sent again.</param>
/// <param name="Cursor">For the next time.</param>
/// <param name="Full">True: the items are all there are and take the place of what the device holds. False: they replace or join it.</param>
/// <param name="LeaseUntil">From then on the device no longer shows them (exclusive).</param>
/// <param name="Items">By pinyin.</param>
/// <param name="Gone">Elders who were sent before and are no longer this visitor's.</param>
/// <param name="Beyond">How many of this visitor's people are beyond the thousand that are sent; 0 as a rule.</param>
public sealed record WorklistAnswer(
    string Epoch,
    string Cursor,
    bool Full,
    DateTimeOffset AsOf,
    DateTimeOffset LeaseUntil,
    IReadOnlyList<WorklistItem> Items,
    IReadOnlyList<Guid> Gone,
    int Beyond
);

/// <summary>One elder, as the card on the phone shows them.</summary>
/// <param name="Initials">Of the name in pinyin: zgy.</param>
/// <param name="Sex">male, female or unknown.</param>
/// <param name="Division">The name of the village.</param>
/// <param name="Address">Group and door; null when not known.</param>
/// <param name="Household">The same for people of one household; null when not known.</param>
/// <param name="Tags">Short names of the categories held, in the order of the dictionary.</param>
/// <param name="Consent">willing, refused or notAsked.</param>
/// <param name="Contacts">In calling order.</param>
/// <param name="Duties">Open ones and the one by which the elder is overdue, the earliest first.</param>
/// <param name="LastVisit">Null before the first.</param>
/// <param name="VisitedToday">A visit that counts has happened today.</param>
/// <param name="Door">The newest good code at the door, as it is printed: K7QM-3X9D-R0H; null when there is none.</param>
/// <param name="Emergency">The oldest that nobody has ended; null when there is none.</param>
public sealed record WorklistItem(
    Guid ElderId,
    string Name,
    string Initials,
    DateOnly BirthDate,
    string Sex,
    string Division,
    string? Address,
    Guid? Household,
    string? Phone,
    IReadOnlyList<string> Tags,
    string Consent,
    IReadOnlyList<WorklistContact> Contacts,
    IReadOnlyList<WorklistDuty> Duties,
    WorklistVisit? LastVisit,
    bool VisitedToday,
    string? Door,
    WorklistEmergency? Emergency
);

/// <param name="Id">What the record that ends it corrects.</param>
/// <param name="What">A code of the form: fall, illness, gas, fire, water, missing, violence or other.</param>
public sealed record WorklistEmergency(Guid Id, string What, DateTimeOffset Since);

public sealed record WorklistContact(string Name, string? Relation, string? Phone);

/// <summary>An obligation of the ledger with its words.</summary>
/// <param name="Rule">packId/ruleKey.</param>
/// <param name="Every">day, week, month, quarter or situation.</param>
/// <param name="Modes">Codes of the modes that fulfil it today.</param>
/// <param name="From">First day that counts (inclusive).</param>
/// <param name="Until">End of the period (exclusive).</param>
/// <param name="DueOn">The last day on which it is in time.</param>
/// <param name="OverdueSince">Null while it is open.</param>
/// <param name="Document">Null when no pack has the rule any more; so are section and quote.</param>
/// <param name="Because">Why it holds for this person today; empty when it no longer does.</param>
public sealed record WorklistDuty(
    string Rule,
    string Every,
    IReadOnlyList<string> Modes,
    DateOnly From,
    DateOnly Until,
    DateOnly DueOn,
    DateOnly? OverdueSince,
    string? Document,
    string? Section,
    string? Quote,
    IReadOnlyList<string> Because
);

/// <summary>The visit that is shown while the next one is filled in.</summary>
/// <param name="Id">The basis of the next one.</param>
/// <param name="Ordinal">第 n 次.</param>
/// <param name="Answers">By key of the form: the state of each of the eight items that has ever been answered.</param>
/// <param name="Safety">By key of the form: what was found that day. Shown only; it is found anew each time.</param>
/// <param name="Needs">Codes of 服务需求.</param>
/// <param name="Changes">What had changed since the visit before, in the words of the elder's page.</param>
public sealed record WorklistVisit(
    Guid Id,
    DateOnly HappenedOn,
    int? Ordinal,
    IReadOnlyDictionary<string, WorklistState> Answers,
    IReadOnlyDictionary<string, string> Safety,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Changes
);

/// <param name="Code">good or poor (illness: serious, improved; family: more, fewer); null when no visit ever said.</param>
/// <param name="Since">The day since when it holds.</param>
/// <param name="By">家庭人口: by how many.</param>
/// <param name="Name">疾病名称, of a serious one.</param>
public sealed record WorklistState(string? Code, DateOnly? Since, int? By, string? Name);
