using Tanfang.Audit;
using Tanfang.Shared;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>Whatever the owner of the database and of one anchor changes in what was sealed is seen.</summary>
public sealed class VerifyChainTests
{
    private static readonly (string Name, Action<Trail, Random> Do)[] Tamperings =
    [
        ("id", (t, r) => Edit(t, r, e => With(e, id: Guid.CreateVersion7()))),
        ("at", (t, r) => Edit(t, r, e => With(e, at: e.At.AddMilliseconds(r.Next(1, 9999))))),
        ("actor", (t, r) => Edit(t, r, e => With(e, actor: e.ActorId + "0"))),
        ("action", (t, r) => Edit(t, r, e => With(e, action: e.Action + "x"))),
        ("subject", (t, r) => Edit(t, r, e => With(e, subject: e.SubjectId[1..]))),
        ("detail", (t, r) => Edit(t, r, e => With(e, detail: e.Detail is null ? "" : null, clear: true))),
        (
            "text moved into the next column",
            (t, r) => Edit(t, r, e => With(e, actor: e.ActorId + e.Action[0], action: e.Action[1..]))
        ),
        ("row deleted", (t, r) => t.Rows.RemoveAt(r.Next(t.Rows.Count))),
        (
            "row copied",
            (t, r) =>
            {
                var row = Any(t, r);
                t.Rows.Add((With(row.Row, id: Guid.CreateVersion7()), row.Batch));
            }
        ),
        (
            "row added",
            (t, r) =>
                t.Rows.Add(
                    (With(Any(t, r).Row, id: Guid.CreateVersion7(), subject: "x"), r.Next(1, t.Batches.Count + 1))
                )
        ),
        (
            "row into a batch that is not there",
            (t, r) => t.Rows.Add((With(Any(t, r).Row, id: Guid.CreateVersion7()), t.Batches.Count + r.Next(1, 9)))
        ),
        ("row moved", Move),
        ("rows exchanged", Exchange),
        ("newest rows deleted", (t, r) => t.Rows.RemoveRange(t.Rows.Count - 1 - r.Next(5), 1)),
        ("batch deleted", (t, r) => t.Batches.RemoveAt(r.Next(t.Batches.Count))),
        (
            "batch with its rows deleted",
            (t, r) =>
            {
                var n = t.Batches[r.Next(t.Batches.Count)].Ordinal;
                t.Batches.RemoveAll(b => b.Ordinal == n);
                t.Rows.RemoveAll(x => x.Batch == n);
            }
        ),
        (
            "end cut off",
            (t, r) =>
            {
                var n = r.Next(1, t.Batches.Count);
                t.Batches.RemoveAll(b => b.Ordinal > n);
                t.Rows.RemoveAll(x => x.Batch > n);
            }
        ),
        (
            "beginning cut off",
            (t, r) =>
            {
                var n = r.Next(1, t.Batches.Count);
                t.Batches.RemoveAll(b => b.Ordinal <= n);
                t.Rows.RemoveAll(x => x.Batch <= n);
            }
        ),
        (
            "all gone",
            (t, _) =>
            {
                t.Batches.Clear();
                t.Rows.Clear();
            }
        ),
        (
            "batches exchanged",
            (t, r) =>
            {
                var (a, b) = Two(r, t.Batches.Count);
                (t.Batches[a], t.Batches[b]) = (
                    Like(t.Batches[b], ordinal: t.Batches[a].Ordinal),
                    Like(t.Batches[a], ordinal: t.Batches[b].Ordinal)
                );
            }
        ),
        ("batch: at", (t, r) => Batch(t, r, b => Like(b, at: b.At.AddSeconds(1)))),
        ("batch: count", (t, r) => Batch(t, r, b => Like(b, count: b.Count + 1))),
        ("batch: first row", (t, r) => Batch(t, r, b => Like(b, first: Guid.CreateVersion7()))),
        ("batch: last row", (t, r) => Batch(t, r, b => Like(b, last: Guid.CreateVersion7()))),
        ("batch: digest", (t, r) => Batch(t, r, b => Like(b, digest: Bent(b.Digest, r)))),
        ("batch: previous", (t, r) => Batch(t, r, b => Like(b, previous: Bent(b.Previous, r)))),
        ("batch: head", (t, r) => Batch(t, r, b => Like(b, head: Bent(b.Head, r)))),
        ("row and digest edited together", EditBoth),
        ("end written anew under another key", Forge),
        (
            "anchor: letter changed",
            (t, r) =>
            {
                var i = r.Next(t.Anchor.Count);
                var at = r.Next(t.Anchor[i].Length);
                t.Anchor[i] = t.Anchor[i][..at] + (t.Anchor[i][at] == '7' ? '8' : '7') + t.Anchor[i][(at + 1)..];
            }
        ),
        ("anchor: line deleted", (t, r) => t.Anchor.RemoveAt(r.Next(t.Anchor.Count - 1))),
        (
            "anchor: lines exchanged",
            (t, r) =>
            {
                var (a, b) = Two(r, t.Anchor.Count);
                (t.Anchor[a], t.Anchor[b]) = (t.Anchor[b], t.Anchor[a]);
            }
        ),
        (
            "anchor: line twice",
            (t, r) =>
            {
                var i = r.Next(1, t.Anchor.Count);
                t.Anchor.Insert(i, t.Anchor[i]);
            }
        ),
        ("anchor: end cut off", (t, r) => t.Anchor.RemoveRange(t.Anchor.Count - 20, 20)),
        ("anchor: emptied", (t, _) => t.Anchor.Clear()),
    ];

    [Fact]
    public void Ten_thousand_tamperings_are_seen_and_the_untouched_is_whole()
    {
        var trail = Trail.Of(40, seed: 7);
        Assert.Equal([], trail.Verify().Broken);
        var random = new Random(20261127);
        var missed = new List<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var (name, act) = Tamperings[i % Tamperings.Length];
            var copy = trail.Copy();
            act(copy, random);
            if (copy.Verify().IsWhole)
                missed.Add($"{i}: {name}");
        }

        Assert.Equal([], missed);
        Assert.Equal([], trail.Verify().Broken);
    }

    [Fact]
    public void A_batch_without_its_anchor_is_what_a_kill_leaves_behind()
    {
        var trail = Trail.Of(10, seed: 1);
        trail.Anchor.RemoveAt(trail.Anchor.Count - 1);

        Assert.Equal([], trail.Verify().Broken);
    }

    [Fact]
    public void Rows_that_have_no_two_same_bytes_are_told_apart_by_the_lengths()
    {
        var trail = Trail.Of(5, seed: 3);
        var sentences = new List<string>();
        foreach (var (name, act) in Tamperings)
        {
            var copy = Trail.Of(40, seed: 3);
            act(copy, new Random(1));
            sentences.AddRange(copy.Verify().Broken.Select(b => b.Sentence));
            Assert.NotEmpty(copy.Verify().Broken);
        }

        Assert.All(sentences, s => Assert.Matches("[一-龥]", s));
        Assert.Equal([], trail.Verify().Broken);
    }

    private static (ChangeEntry Row, long Batch) Any(Trail trail, Random random) =>
        trail.Rows[random.Next(trail.Rows.Count)];

    private static void Edit(Trail trail, Random random, Func<ChangeEntry, ChangeEntry> edit)
    {
        var i = random.Next(trail.Rows.Count);
        trail.Rows[i] = (edit(trail.Rows[i].Row), trail.Rows[i].Batch);
    }

    private static void Batch(Trail trail, Random random, Func<AuditBatch, AuditBatch> edit)
    {
        var i = random.Next(trail.Batches.Count);
        trail.Batches[i] = edit(trail.Batches[i]);
    }

    private static void Move(Trail trail, Random random)
    {
        var i = random.Next(trail.Rows.Count);
        var to = 1 + (trail.Rows[i].Batch - 1 + random.Next(1, trail.Batches.Count)) % trail.Batches.Count;
        trail.Rows[i] = (trail.Rows[i].Row, to);
    }

    private static void Exchange(Trail trail, Random random)
    {
        int a,
            b;
        do (a, b) = Two(random, trail.Rows.Count);
        while (trail.Rows[a].Batch == trail.Rows[b].Batch);
        (trail.Rows[a], trail.Rows[b]) = (
            (trail.Rows[a].Row, trail.Rows[b].Batch),
            (trail.Rows[b].Row, trail.Rows[a].Batch)
        );
    }

    private static void EditBoth(Trail trail, Random random)
    {
        var i = random.Next(trail.Rows.Count);
        var n = trail.Rows[i].Batch;
        trail.Rows[i] = (With(trail.Rows[i].Row, actor: "somebody"), n);
        var digest = Tanfang.Audit.Chaining.Links.Digest(
            Tanfang.Audit.Chaining.Links.InOrder(trail.Rows.Where(r => r.Batch == n).Select(r => r.Row))
        );
        trail.Batches[(int)n - 1] = Like(trail.Batches[(int)n - 1], digest: digest);
    }

    /// <summary>The newest rows changed and every link after them made anew: all that is missing is the key.</summary>
    private static void Forge(Trail trail, Random random)
    {
        EditBoth(trail, random);
        var other = Tanfang.Data.Vault.Of(Convert.ToBase64String(new byte[32]));
        var previous = Tanfang.Audit.Chaining.Links.Origin;
        for (var i = 0; i < trail.Batches.Count; i++)
        {
            var batch = Like(trail.Batches[i], previous: previous);
            trail.Batches[i] = batch.With(Tanfang.Audit.Chaining.Links.Head(other, batch));
            previous = trail.Batches[i].Head;
            trail.Anchor[i + 1] = AuditAnchor.BatchLine(trail.Batches[i]);
        }
    }

    private static (int A, int B) Two(Random random, int of)
    {
        var a = random.Next(of);
        return (a, (a + random.Next(1, of)) % of);
    }

    private static byte[] Bent(byte[] bytes, Random random)
    {
        byte[] copy = [.. bytes];
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private static ChangeEntry With(
        ChangeEntry row,
        Guid? id = null,
        DateTimeOffset? at = null,
        string? actor = null,
        string? action = null,
        string? subject = null,
        string? detail = null,
        bool clear = false
    ) =>
        new()
        {
            Id = id ?? row.Id,
            At = at ?? row.At,
            ActorId = actor ?? row.ActorId,
            Action = action ?? row.Action,
            SubjectId = subject ?? row.SubjectId,
            Detail = clear ? detail : row.Detail,
        };

    private static AuditBatch Like(
        AuditBatch batch,
        long? ordinal = null,
        DateTimeOffset? at = null,
        int? count = null,
        Guid? first = null,
        Guid? last = null,
        byte[]? digest = null,
        byte[]? previous = null,
        byte[]? head = null
    ) =>
        new()
        {
            Ordinal = ordinal ?? batch.Ordinal,
            At = at ?? batch.At,
            Count = count ?? batch.Count,
            FirstRow = first ?? batch.FirstRow,
            LastRow = last ?? batch.LastRow,
            Digest = digest ?? batch.Digest,
            Previous = previous ?? batch.Previous,
            Head = head ?? batch.Head,
        };
}
