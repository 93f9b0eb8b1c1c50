using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tanfang.Privacy.Explaining;

/// <summary>/notice/fields: every field of every form with its purpose, basis and readers.</summary>
public sealed class FieldsPage : PageModel;
