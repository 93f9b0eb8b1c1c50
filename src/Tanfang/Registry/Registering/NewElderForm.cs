using System.ComponentModel.DataAnnotations;

namespace Tanfang.Registry.Registering;

/// <summary>What has to be known to begin a file. The rest of sections two to four is filled in afterwards.</summary>
public sealed class NewElderForm
{
    [Display(Name = "姓名")]
    public string? Name { get; set; }

    [Display(Name = "性别")]
    public Sex Sex { get; set; }

    [Display(Name = "公民身份号码")]
    public string? IdNumber { get; set; }

    [Display(Name = "出生日期")]
    public DateOnly? BirthDate { get; set; }

    public string? Division { get; set; }

    public string? DivisionChoice { get; set; }

    [Display(Name = "居住地类型")]
    public bool? Rural { get; set; }

    [Display(Name = "组、门牌")]
    public string? Address { get; set; }

    [Display(Name = "联系电话")]
    public string? Phone { get; set; }

    [Display(Name = "是否居住在户籍所在地")]
    public bool? LivesAtRegisteredResidence { get; set; }

    [Display(Name = "残疾人证号")]
    public string? DisabilityCertificate { get; set; }

    public List<string> Categories { get; set; } = [];

    [Display(Name = "类别的来源")]
    public string? Source { get; set; }

    public ConsentState? Consent { get; set; }

    [Display(Name = "谁表示的")]
    public string? ConsentGivenBy { get; set; }

    [Display(Name = "紧急联系人")]
    public string? ContactName { get; set; }

    [Display(Name = "与老人关系")]
    public string? ContactRelation { get; set; }

    [Display(Name = "紧急联系人电话")]
    public string? ContactPhone { get; set; }

    [Display(Name = "纳入日期")]
    public DateOnly? EnrolledOn { get; set; }

    public bool IsSomebodyElse { get; set; }

    public ElderDraft Draft(int? homeId) =>
        new()
        {
            Name = Name,
            Sex = Sex,
            IdNumber = IdNumber,
            BirthDate = BirthDate,
            HomeId = homeId,
            Rural = Rural,
            Address = Address,
            Phone = Phone,
            LivesAtRegisteredResidence = LivesAtRegisteredResidence,
            DisabilityCertificate = DisabilityCertificate,
            Categories = [.. Categories.Select(key => new CategoryClaim(key, Source: Source))],
            Consent = Consent,
            ConsentGivenBy = ConsentGivenBy,
            Contacts = [new ContactDraft(ContactName, ContactRelation, ContactPhone)],
            EnrolledOn = EnrolledOn,
            IsSomebodyElse = IsSomebodyElse,
        };

    /// <summary>The box of this form to which a field of the draft belongs.</summary>
    public static string BoxOf(string? field) =>
        field switch
        {
            null => "",
            nameof(ElderDraft.HomeId) => "Form.Division",
            "Contacts[0].Name" => "Form.ContactName",
            "Contacts[0].Relation" => "Form.ContactRelation",
            "Contacts[0].Phone" => "Form.ContactPhone",
            _ => $"Form.{field}",
        };
}
