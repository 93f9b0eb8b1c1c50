using Tanfang.Visits.Entering;
using Xunit;

namespace Tanfang.Tests.Visits.Entering;

/// <summary>What is decided without a store: days in few keys, doubts, what a file is.</summary>
public class PaperWordsTests
{
    private static readonly DateOnly About = new(2026, 10, 20);
    private static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[60], .. "%%EOF\n"u8];

    [Theory]
    [InlineData("9", "2026-10-09")]
    [InlineData("31", "2026-10-31")]
    [InlineData("11-9", "2026-11-09")]
    [InlineData("109", "2026-01-09")]
    [InlineData("1109", "2026-11-09")]
    [InlineData("11月9日", "2026-11-09")]
    [InlineData("20251109", "2025-11-09")]
    [InlineData("2025-11-09", "2025-11-09")]
    [InlineData("２０２５．１１．９", "2025-11-09")]
    [InlineData("0", null)]
    [InlineData("1131", null)]
    [InlineData("2-30", null)]
    [InlineData("11091", null)]
    [InlineData("昨天", null)]
    [InlineData("1-2-3-4", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void Day_is_read_in_few_keys(string typed, string? day) =>
        Assert.Equal(day, PaperDay.Read(typed, About)?.ToString("yyyy-MM-dd", null));

    [Fact]
    public void Sheet_without_oddities_raises_no_doubt() => Assert.Empty(SheetDoubts.Of(Sound()));

    [Fact]
    public void Each_oddity_raises_its_own_doubt()
    {
        Assert.Equal("same-day", Only(Sound() with { SameDay = [3] }));
        Assert.Equal("before-enrolled", Only(Sound() with { EnrolledOn = About.AddDays(1) }));
        Assert.Equal("long-ago", Only(Sound() with { Today = About.AddDays(367) }));
        Assert.Empty(SheetDoubts.Of(Sound() with { Today = About.AddDays(366) }));
        Assert.Equal("unanswered", Only(Sound() with { Unanswered = ["燃气安全"] }));
        Assert.Equal("no-visitor", Only(Sound() with { HasVisitor = false }));
        var attempt = Sound() with { IsAttempt = true, SameDay = [3], Unanswered = ["燃气安全"], HasVisitor = false };
        Assert.Empty(SheetDoubts.Of(attempt));
    }

    [Fact]
    public void File_is_what_its_bytes_say()
    {
        Assert.Equal("application/pdf", ScanContent.Read(Pdf).Value);
        Assert.Equal("image/png", ScanContent.Read(Png).Value);
        Assert.Equal("image/jpeg", ScanContent.Read([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[40], 0xFF, 0xD9]).Value);
        Assert.Equal("image/webp", ScanContent.Read([.. "RIFF"u8, 24, 0, 0, 0, .. "WEBP"u8, .. new byte[20]]).Value);
    }

    [Fact]
    public void Rubbish_is_refused_with_its_reason()
    {
        Assert.Equal("scan-empty", Why([]));
        Assert.Equal("scan-cut", Why(Pdf[..60]));
        Assert.Equal("scan-cut", Why(Png[..50]));
        Assert.Equal("scan-cut", Why([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[40]]));
        Assert.Equal("scan-type", Why("<svg onload=\"alert(1)\">"u8.ToArray()));
        Assert.Equal("scan-type", Why("<html><script>"u8.ToArray()));
        Assert.Contains("TIFF", ScanContent.Read("II*\0…"u8).Refusals[0].Reason, StringComparison.Ordinal);
        Assert.Contains(
            "HEIC",
            ScanContent.Read("\0\0\0\u0018ftypheic0000"u8).Refusals[0].Reason,
            StringComparison.Ordinal
        );
        Assert.Contains("压缩包", ScanContent.Read("PK\u0003\u0004"u8).Refusals[0].Reason, StringComparison.Ordinal);
        Assert.Equal("scan-large", Why(new byte[ScanContent.Largest + 1]));

        static string Why(byte[] file) => StripScan.Run(file).Refusals.Single().Code;
    }

    /// <summary>One white pixel.</summary>
    internal static byte[] Png { get; } =
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII="
        );

    private static SheetFacts Sound() =>
        new(About, About.AddDays(30), About.AddYears(-1), [], [], HasVisitor: true, IsAttempt: false);

    private static string Only(SheetFacts facts) => Assert.Single(SheetDoubts.Of(facts)).Code;
}
