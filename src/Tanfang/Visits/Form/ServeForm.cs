using Tanfang.Care;
using Tanfang.Emergencies;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.Form;

/// <summary>GET /api/v1/forms/{kind}/{version}: what a phone needs to ask the same questions with the same boxes.</summary>
public static class ServeForm
{
    private static readonly FormDefinition[] Forms =
    [
        VisitForm.Definition,
        AttemptForm.Definition,
        CareForm.Definition,
        EmergencyForm.Definition,
    ];

    public static IResult Run(string kind, string version) =>
        Array.Find(Forms, f => f.Kind == kind && f.Version == version) is { } form
            ? Results.Json(form, AnswerJson.Options)
            : Results.Problem(
                title: "没有这个表单或版本",
                statusCode: StatusCodes.Status404NotFound,
                extensions: new Dictionary<string, object?> { ["code"] = "unknown-form" }
            );
}
