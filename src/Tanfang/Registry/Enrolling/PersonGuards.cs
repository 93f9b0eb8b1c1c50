namespace Tanfang.Registry.Enrolling;

/// <summary>Who it is, where they live, how they are reached.</summary>
internal static class PersonGuards
{
    /// <summary>Nobody is known to have reached it; what says so is a slip of the pen.</summary>
    private const int OldestAge = 130;

    public static ElderDraft Run(ElderDraft draft, Guards guards)
    {
        var name = guards.Take(nameof(draft.Name), "name", PersonName.Read(draft.Name));
        var number = string.IsNullOrWhiteSpace(draft.IdNumber)
            ? null
            : guards.Take(nameof(draft.IdNumber), "number", IdNumber.Read(draft.IdNumber, guards.Today));
        Agrees(draft, number, guards);
        if (draft.HomeId is null)
        {
            guards.Refuse(nameof(draft.HomeId), "home", "没有写现住的村（居）", "请填写到村、社区或嘎查");
        }

        guards.NotInFuture(nameof(draft.EnrolledOn), draft.EnrolledOn, "登记日期");
        return draft with
        {
            Name = name,
            IdNumber = number?.Normalised,
            Sex = draft.Sex == Sex.Unknown && number is not null ? number.Sex : draft.Sex,
            BirthDate = draft.BirthDate ?? number?.BirthDate,
            Address = guards.Text(nameof(draft.Address), draft.Address, 200),
            Phone = string.IsNullOrWhiteSpace(draft.Phone)
                ? null
                : guards.Take(nameof(draft.Phone), "phone", PhoneNumber.Read(draft.Phone))?.Normalised,
            DisabilityCertificate = Certificate(draft, number, guards),
        };
    }

    private static void Agrees(ElderDraft draft, IdNumber? number, Guards guards)
    {
        if (number is not null && draft.Sex != Sex.Unknown && draft.Sex != number.Sex)
        {
            guards.Refuse(nameof(draft.Sex), "sexDiffers", "性别与公民身份号码不符", "请核对性别和号码第 17 位");
        }

        if (number is not null && draft.BirthDate is { } said && said != number.BirthDate)
        {
            guards.Refuse(
                nameof(draft.BirthDate),
                "birthDiffers",
                "出生日期与公民身份号码不符",
                "请核对两处，以证件为准"
            );
            return;
        }

        var born = draft.BirthDate ?? number?.BirthDate;
        var field = draft.BirthDate is null && number is not null ? nameof(draft.IdNumber) : nameof(draft.BirthDate);
        if (born is null && string.IsNullOrWhiteSpace(draft.IdNumber))
        {
            guards.Refuse(field, "birthMissing", "没有出生日期，也没有公民身份号码", "两者至少填一项");
        }
        else if (born > guards.Today)
        {
            guards.Refuse(field, "future", "出生日期在将来", "请核对年份");
        }
        else if (born is { } day && day.AddYears(OldestAge) <= guards.Today)
        {
            guards.Refuse(field, "tooOld", $"按出生日期已满 {OldestAge} 岁", "请核对年份");
        }
    }

    private static string? Certificate(ElderDraft draft, IdNumber? number, Guards guards)
    {
        const string field = nameof(draft.DisabilityCertificate);
        if (string.IsNullOrWhiteSpace(draft.DisabilityCertificate))
        {
            return null;
        }

        var read = DisabilityCertificate.Read(draft.DisabilityCertificate, guards.Today);
        if (guards.Take(field, "certificate", read) is { } certificate && number is not null)
        {
            if (certificate.Holder.Normalised != number.Normalised)
            {
                guards.Refuse(field, "certificateOfOther", "残疾人证号不是这个人的", "前 18 位应与公民身份号码相同");
            }
        }

        return read.Value?.Normalised;
    }
}
