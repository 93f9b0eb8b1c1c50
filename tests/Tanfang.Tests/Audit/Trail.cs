using System.Text;
using Tanfang.Audit;
using Tanfang.Audit.Chaining;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.TestKit;

namespace Tanfang.Tests.Audit;

/// <summary>A sealed trail in memory, to be tampered with as whoever owns the database could.</summary>
internal sealed record Trail(List<AuditBatch> Batches, List<(ChangeEntry Row, long Batch)> Rows, List<string> Anchor)
{
    public static Vault Vault { get; } =
        Vault.Of(Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray()));

    /// <summary>So many batches of one to nine rows.</summary>
    public static Trail Of(int batches, int seed)
    {
        var random = new Random(seed);
        var clock = new FakeClock(new DateOnly(2026, 11, 19));
        var trail = new Trail(
            [],
            [],
            [Encoding.ASCII.GetString(AuditAnchor.Begin(Vault, 0, clock, AuditAnchor.First)).TrimEnd()]
        );
        for (var n = 1; n <= batches; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(random.Next(2, 90)));
            var rows = Links.InOrder(
                Enumerable
                    .Range(0, random.Next(1, 10))
                    .Select(_ =>
                        ChangeEntry.Of(
                            new Actor($"{random.Next(9):x32}", "甲"),
                            clock,
                            random.Next(2) == 0 ? "person.read" : "elder.edited",
                            $"{random.NextInt64():x32}",
                            random.Next(3) == 0 ? null : $"detail={random.Next(99)}"
                        )
                    )
            );
            var batch = new AuditBatch
            {
                Ordinal = n,
                At = clock.GetUtcNow(),
                Count = rows.Count,
                FirstRow = rows[0].Id,
                LastRow = rows[^1].Id,
                Digest = Links.Digest(rows),
                Previous = trail.Batches.LastOrDefault()?.Head ?? Links.Origin,
                Head = [],
            };
            batch = batch.With(Links.Head(Vault, batch));
            trail.Batches.Add(batch);
            trail.Rows.AddRange(rows.Select(row => (row, (long)n)));
            trail.Anchor.Add(AuditAnchor.BatchLine(batch));
        }

        return trail;
    }

    public Trail Copy() => new([.. Batches], [.. Rows], [.. Anchor]);

    public ChainReport Verify()
    {
        var rows = Rows.Select(r => In(r.Row, r.Batch)).OrderBy(r => r.Batch);
        return VerifyChain.Run([.. Batches.OrderBy(b => b.Ordinal)], rows, Anchor, Vault);
    }

    private static ChangeEntry In(ChangeEntry row, long batch)
    {
        typeof(ChangeEntry).GetProperty(nameof(ChangeEntry.Batch))!.SetValue(row, batch);
        return row;
    }
}
