namespace Tanfang.Audit;

/// <summary>The acts that the trail itself writes down.</summary>
public static class AuditActions
{
    /// <summary>One elder's file was shown. Subject: the elder; detail: the endpoint.</summary>
    public const string Read = "person.read";

    /// <summary>A list or a file that names people was shown. Subject: the endpoint; detail: in what form.</summary>
    public const string Listed = "people.listed";

    /// <summary>Somebody asked for a person who is not in their scope, or not there. Subject: the id asked for; detail: the endpoint.</summary>
    public const string OutOfReach = "person.denied";

    /// <summary>Subject: the endpoint; detail: why.</summary>
    public const string Denied = "access.denied";

    /// <summary>The anchor was begun anew. Subject: from which batch on.</summary>
    public const string AnchorRenewed = "audit.anchorRenewed";
}
