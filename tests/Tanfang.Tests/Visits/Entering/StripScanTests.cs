using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Visits.Entering;
using Xunit;

namespace Tanfang.Tests.Visits.Entering;

/// <summary>What is kept of a picture, and what of its file is left behind.</summary>
public sealed class StripScanTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Eight by eight grey pixels, baseline, without any application segment but JFIF.</summary>
    private static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////"
            + "//////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAI"
            + "AAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EAB"
            + "QRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAD/9k="
    );

    /// <summary>One pixel, lossless (RFC 9649).</summary>
    private static readonly byte[] Webp = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    private static readonly byte[] Pdf =
    [
        .. "%PDF-1.4\n1 0 obj<</Type/XObject/Filter/DCTDecode>>stream\n"u8,
        .. Pictures.WithPlace(Jpeg),
        .. "\nendstream\n2 0 obj<</Type/Metadata>>stream\n<x:xmpmeta>"u8,
        .. Pictures.Written,
        .. "</x:xmpmeta>\nendstream\n%%EOF\n"u8,
    ];

    public static TheoryData<string> Kinds => ["image/jpeg", "image/png", "image/webp", "application/pdf"];

    [Theory, MemberData(nameof(Kinds))]
    public void Where_and_when_it_was_taken_is_left_behind(string type)
    {
        var file = WithPlace(type, 1);
        Assert.True(Pictures.HasPlace(file));

        var kept = StripScan.Run(file).Value;

        Assert.Equal(type, kept.Type);
        Assert.False(Pictures.HasPlace(kept.Bytes));
        Assert.Equal(kept.Bytes, StripScan.Run(kept.Bytes).Value.Bytes);
    }

    [Fact]
    public void Of_a_picture_without_more_every_byte_is_kept()
    {
        Assert.Equal(Jpeg, StripScan.Run(Jpeg).Value.Bytes);
        Assert.Equal(Pictures.Png(), StripScan.Run(Pictures.Png()).Value.Bytes);
        Assert.Equal(Webp, StripScan.Run(Webp).Value.Bytes);
        Assert.Equal(Jpeg, StripScan.Run(Pictures.WithPlace(Jpeg)).Value.Bytes);
        Assert.Equal(Pictures.Png(), StripScan.Run(Pictures.PngWithPlace()).Value.Bytes);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    public void A_picture_that_has_to_be_turned_still_says_so_and_nothing_else(string type)
    {
        var kept = StripScan.Run(WithPlace(type, 6)).Value.Bytes;

        var tiff = kept.AsSpan().IndexOf("MM\0*"u8);
        Assert.True(tiff > 0);
        Assert.Equal(6, kept[tiff + 19]);
        Assert.Equal(-1, kept.AsSpan(tiff + 4).IndexOf("MM\0*"u8));
        Assert.False(Pictures.HasPlace(kept));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_hangs_behind_it_is_cut_off(string type)
    {
        var clean = StripScan.Run(WithPlace(type, 1)).Value.Bytes;

        var kept = StripScan.Run([.. clean, .. "PK\u0003\u0004<script>alert(1)</script>"u8]).Value.Bytes;

        Assert.Equal(clean, kept);
    }

    /// <summary>Cut anywhere it is refused or was whole already, and never takes the program down.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Cut_off_files_are_refused(string type)
    {
        var file = WithPlace(type, 6);
        var whole = StripScan.Run(file).Value.Bytes;
        for (var length = 0; length < file.Length; length++)
        {
            var read = StripScan.Run(file[..length]);
            Assert.True(
                read.Succeeded ? read.Value.Bytes.SequenceEqual(whole) : read.Refusals[0].Remedy.Length > 0,
                $"{type} cut after {length}"
            );
            Assert.False(read.Succeeded && length < file.Length / 2);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Spoilt_files_are_refused_or_kept_without_a_place(string type)
    {
        var random = new Random(20261119);
        var file = WithPlace(type, 6);
        for (var i = 0; i < 5000; i++)
        {
            var spoilt = (byte[])file.Clone();
            for (var n = random.Next(1, 6); n > 0; n--)
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            var read = StripScan.Run(spoilt);
            Assert.True(read.Succeeded || read.Refusals[0].Remedy.Length > 0);
        }
    }

    [Theory]
    [InlineData(10_000, 10_000, "scan-pixels")]
    [InlineData(65_500, 65_500, "scan-pixels")]
    [InlineData(7_016, 4_961, null)]
    public void A_hundred_million_pixels_are_refused_before_anybody_draws_them(int width, int height, string? code)
    {
        var read = StripScan.Run(Pictures.Png(width, height, [0]));

        Assert.Equal(code, read.Succeeded ? null : read.Refusals[0].Code);
        if (code is not null)
            Assert.Contains("百万像素", read.Refusals[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<</Encrypt 5 0 R>>", "scan-locked")]
    [InlineData("<</S/JavaScript/JS(app.alert(1))>>", "scan-active")]
    [InlineData("<</Type/EmbeddedFile>>", "scan-active")]
    [InlineData("<</S/Launch>>", "scan-active")]
    public void A_document_that_does_something_is_no_scan(string part, string code) =>
        Assert.Equal(code, StripScan.Run(Encoding.ASCII.GetBytes($"%PDF-1.4\n{part}\n%%EOF")).Refusals.Single().Code);

    [Theory, BothStores]
    public async Task Of_what_was_uploaded_no_place_is_handed_out_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        await host.UploadAsync("/print/scans", Kinds.Select(k => WithPlace(k.Data, 6)));

        await using var db = host.Store.Open();
        var scans = await db.PaperScans.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(4, scans.Count);
        foreach (var scan in scans)
        {
            using var answer = await host.Client.GetAsync(new Uri($"/entry/scans/{scan.Id}", UriKind.Relative), Cancel);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal((scan.Type, scan.Size), (answer.Content.Headers.ContentType?.MediaType, bytes.Length));
            Assert.False(Pictures.HasPlace(bytes));
        }
    }

    private static byte[] WithPlace(string type, int orientation) =>
        type switch
        {
            "image/jpeg" => Pictures.WithPlace(Jpeg, orientation),
            "image/png" => Pictures.PngWithPlace(orientation),
            "image/webp" => Pictures.WithPlaceWebp(Webp, 1, 1, orientation),
            _ => Pdf,
        };
}
