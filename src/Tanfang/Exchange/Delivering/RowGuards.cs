using Tanfang.Exchange.Columns;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>What a row of a delivered list must say beyond what any draft must: a number, and a certificate that agrees with its words.</summary>
internal static class RowGuards
{
    public static (ElderDraft Draft, List<Refusal> Refusals) Read(
        RowDraft row,
        IEnumerable<(string Field, Unreadable Problem)> problems,
        DeliverySource source,
        DateOnly asOf,
        DateOnly today
    )
    {
        var refusals = problems
            .Select(p => new Refusal("delivery.cell", p.Problem.Reason, p.Problem.Remedy, p.Field))
            .ToList();
        void Refuse(string code, string reason, string remedy, string field) =>
            refusals.Add(new Refusal($"delivery.{code}", reason, remedy, field));

        var certificate = string.IsNullOrWhiteSpace(row.Person.DisabilityCertificate)
            ? null
            : DisabilityCertificate.Read(row.Person.DisabilityCertificate, today).Value;
        var number = string.IsNullOrWhiteSpace(row.Person.IdNumber)
            ? certificate?.Holder.Normalised
            : row.Person.IdNumber;
        var asksCertificate = source.Columns.Any(c =>
            c.IsRequired && c.Field == nameof(ElderDraft.DisabilityCertificate)
        );
        if (asksCertificate && string.IsNullOrWhiteSpace(row.Person.DisabilityCertificate))
        {
            const string field = nameof(ElderDraft.DisabilityCertificate);
            Refuse("certificate", "没有残疾人证号", "请向残联补齐；没有证的不在这份名单里", field);
        }
        else if (number is null && row.Person.DisabilityCertificate is null)
        {
            const string remedy = "请向来源部门补齐；确实没有号码的，在台账里单独登记";
            Refuse("number", "没有公民身份号码", remedy, nameof(ElderDraft.IdNumber));
        }

        if (
            certificate is not null
            && row.DisabilityKind is { } kind
            && !certificate.Spoken.StartsWith(kind, StringComparison.Ordinal)
        )
        {
            Refuse(
                "kind",
                $"残疾类别与证号不符（证号第 19 位是{certificate.Spoken[..2]}）",
                "请对照残疾人证核对",
                nameof(row.DisabilityKind)
            );
        }

        if (
            certificate is not null
            && row.DisabilityGrade is { } grade
            && !certificate.Spoken.EndsWith(grade, StringComparison.Ordinal)
        )
        {
            Refuse(
                "grade",
                $"残疾等级与证号不符（证号第 20 位是{certificate.Spoken[2..]}）",
                "请对照残疾人证核对",
                nameof(row.DisabilityGrade)
            );
        }

        var from = row.CategoriesFrom ?? row.Assessment.On ?? asOf;
        if (from > asOf)
        {
            Refuse(
                "from",
                "日期在名单日期之后",
                "请核对年份",
                row.CategoriesFrom is null ? "Assessment.On" : "CategoriesFrom"
            );
        }

        var claim = new CategoryClaim(
            source.ClaimOf(certificate),
            from,
            source.Body,
            AssessmentOf(row, certificate, source, asOf)
        );
        return (row.Person with { IdNumber = number, Categories = [claim] }, refusals);
    }

    /// <summary>What the certificate says stands in the file as the finding behind the category.</summary>
    private static Assessment? AssessmentOf(
        RowDraft row,
        DisabilityCertificate? certificate,
        DeliverySource source,
        DateOnly asOf
    ) =>
        certificate is null
            ? null
            : new Assessment(certificate.Spoken, row.Assessment.On ?? asOf, source.Body, row.Assessment.ValidUntil);

    /// <summary>One number stands once: alike the first row stays, with two names none does.</summary>
    public static List<ReadRow> Once(
        List<ReadRow> rows,
        Func<int, string> place,
        Action<int, string?, IEnumerable<Refusal>> refuse
    )
    {
        const string field = nameof(ElderDraft.IdNumber);
        var refused = new HashSet<int>();
        foreach (var same in rows.GroupBy(r => r.Draft.IdNumber).Select(g => g.ToList()).Where(g => g.Count > 1))
        {
            var differ = same.Any(r => r.Draft.Name != same[0].Draft.Name);
            foreach (var row in differ ? same : same[1..])
            {
                var other = row == same[0] ? same[1].Number : same[0].Number;
                refused.Add(row.Number);
                refuse(
                    row.Number,
                    row.Draft.IdNumber,
                    [
                        differ
                            ? new Refusal(
                                "delivery.numberTwice",
                                $"与{place(other)}号码相同而姓名不同",
                                "一个号码只能是一个人：请向来源部门核实，改正其中一行再交",
                                field
                            )
                            : new Refusal(
                                "delivery.rowTwice",
                                $"与{place(other)}是同一个号码",
                                "请删去多余的一行",
                                field
                            ),
                    ]
                );
            }
        }

        return [.. rows.Where(r => !refused.Contains(r.Number))];
    }
}
