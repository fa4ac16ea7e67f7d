using System.Security.Cryptography;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly byte[] Long = [.. Enumerable.Range(0, (2 * StoredFile.PartSize) + 4_711).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task A_file_is_shown_while_its_event_holds_it_and_comes_back_as_it_was()
    {
        await ShowAll(View("e1"), View("e2"));
        Assert.True(await Store.Attachments.Put(Tenant, "e1", File("f1", Long), Long));
        Assert.Empty(await Store.Attachments.Of(Tenant, "e1", Cancellation));
        Assert.Null(await Store.Attachments.Find(Tenant, "e1", "f1", Cancellation));

        await Hold("e1", 1, "f1");
        var file = Assert.Single(await Store.Attachments.Of(Tenant, "e1", Cancellation));
        Assert.Equal(
            ("f1", "drum f1.jpg", "image/jpeg", (long)Long.Length, "ana", T0),
            (file.Id, file.Name, file.Type, file.Size, file.By, file.At)
        );
        Assert.Equal(SHA256.HashData(Long), file.Hash.ToArray());
        Assert.Equal(Long, await Bytes(file));
        Assert.Null(await Store.Attachments.Part(Tenant, "f1", 3, Cancellation));
        Assert.NotNull(await Store.Attachments.Find(Tenant, "e1", "f1", Cancellation));
        Assert.Null(await Store.Attachments.Find(Tenant, "e2", "f1", Cancellation));

        await Hold("e1", 2);
        Assert.Empty(await Store.Attachments.Of(Tenant, "e1", Cancellation));
    }

    [Fact]
    public async Task Nobody_sees_a_file_of_another_tenant()
    {
        await ShowAll(View("e1"));
        await Put("e1", "f1");
        await Hold("e1", 1, "f1");

        var other = new TenantId("other");
        Assert.Empty(await Store.Attachments.Of(other, "e1", Cancellation));
        Assert.Null(await Store.Attachments.Find(other, "e1", "f1", Cancellation));
        Assert.Null(await Store.Attachments.Part(other, "f1", 0, Cancellation));
        await Store.Attachments.Drop(other, "f1");
        Assert.Single(await Store.Attachments.Of(Tenant, "e1", Cancellation));
    }

    [Fact]
    public async Task A_file_put_twice_is_one_and_an_id_belongs_to_the_first()
    {
        await ShowAll(View("e1"));
        Assert.True(await Store.Attachments.Put(Tenant, "e1", File("f1", Long), Long));
        Assert.True(await Store.Attachments.Put(Tenant, "e1", File("f1", Long), Long));
        byte[] others = [1, 2, 3];
        Assert.False(await Store.Attachments.Put(Tenant, "e1", File("f1", others), others));
        Assert.False(await Store.Attachments.Put(Tenant, "e2", File("f1", Long), Long));

        await Hold("e1", 1, "f1");
        Assert.Equal(Long, await Bytes(Assert.Single(await Store.Attachments.Of(Tenant, "e1", Cancellation))));
    }

    [Fact]
    public async Task Only_what_no_event_holds_can_be_dropped()
    {
        await ShowAll(View("e1"));
        await Put("e1", "f1");
        await Put("e1", "f2");
        await Hold("e1", 1, "f1");

        await Store.Attachments.Drop(Tenant, "f1");
        await Store.Attachments.Drop(Tenant, "f2");

        Assert.NotNull(await Store.Attachments.Part(Tenant, "f1", 0, Cancellation));
        Assert.Null(await Store.Attachments.Part(Tenant, "f2", 0, Cancellation));
        await Hold("e1", 2, "f1 f2");
        Assert.Equal(["f1"], (await Store.Attachments.Of(Tenant, "e1", Cancellation)).Select(file => file.Id));
    }

    [Fact]
    public async Task What_no_event_holds_goes_a_day_later_step_by_step_and_what_one_holds_stays()
    {
        await ShowAll(View("e1"));
        await Put("e1", "held");
        Assert.True(await Store.Attachments.Put(Tenant, "e1", File("loose", Long), Long));
        Assert.True(await Store.Attachments.Put(Tenant, "never-was", File("lost", Long), Long));
        await Hold("e1", 1, "held");

        Assert.Equal(0, await Store.Retention.Remove(Aged.Files, T0, 100, Cancellation));
        var steps = new List<int>();
        do steps.Add(await Store.Retention.Remove(Aged.Files, T0.AddDays(1), 2, Cancellation));
        while (steps[^1] >= 2 && steps.Count < 20);

        Assert.InRange(steps.Count, 4, 10); // six parts, two heads, and one that was settled
        foreach (var id in new[] { "loose", "lost" })
        {
            for (var part = 0; part < 3; part++)
                Assert.Null(await Store.Attachments.Part(Tenant, id, part, Cancellation));
        }
        Assert.NotNull(await Store.Attachments.Part(Tenant, "held", 0, Cancellation));
        Assert.Equal(0, await Store.Retention.Remove(Aged.Files, T0.AddDays(1), 100, Cancellation));

        await Store.Attachments.Loosen(Tenant, "held"); // somebody takes it away, and does not come to drop it
        await Hold("e1", 2);
        while (await Store.Retention.Remove(Aged.Files, T0.AddDays(1), 100, Cancellation) > 0) { }
        Assert.Null(await Store.Attachments.Part(Tenant, "held", 0, Cancellation));
    }

    [Fact]
    public async Task The_files_of_an_event_go_with_it()
    {
        await ShowAll(View("e1", EventStatus.Closed) with { UpdatedAt = T0 });
        await Put("e1", "f1");
        var closed = Show(View("e1", EventStatus.Closed), expected: 1);
        Assert.Equal(Committed, await Store.Commits.Commit(closed with { Columns = [.. closed.Columns, new("attachments", "f1")] }));
        await Store.Retention.Remove(Aged.Files, T0.AddDays(1), 100, Cancellation); // it is known to be held

        Assert.Equal(1, await Store.Retention.Remove(Aged.Events, T0.AddDays(1), 100, Cancellation));
        Assert.Empty(await Store.Attachments.Of(Tenant, "e1", Cancellation));
        while (await Store.Retention.Remove(Aged.Files, T0.AddDays(1), 100, Cancellation) > 0) { }

        Assert.Null(await Store.Attachments.Part(Tenant, "f1", 0, Cancellation));
    }

    static StoredFile File(string id, byte[] bytes) =>
        new(id, $"drum {id}.jpg", "image/jpeg", bytes.Length, SHA256.HashData(bytes), "ana", T0);

    async Task Put(string eventId, string id) =>
        Assert.True(await Store.Attachments.Put(Tenant, eventId, File(id, [1, 2, 3]), new byte[] { 1, 2, 3 }));

    async Task Hold(string eventId, long expected, string? files = null)
    {
        var commit = Show(View(eventId), expected);
        Assert.Equal(Committed, await Store.Commits.Commit(commit with { Columns = [.. commit.Columns, new("attachments", files)] }));
    }

    async Task<byte[]> Bytes(StoredFile file)
    {
        using var bytes = new MemoryStream();
        for (var part = 0; part < file.Parts; part++)
            await bytes.WriteAsync((await Store.Attachments.Part(Tenant, file.Id, part, Cancellation))!, Cancellation);
        return bytes.ToArray();
    }
}
