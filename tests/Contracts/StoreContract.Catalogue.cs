using System.Buffers.Text;
using System.Collections.Concurrent;
using Watchfloor.Catalogue;
using Watchfloor.Plant;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_was_defined_is_found_and_listed_by_name()
    {
        await Define("f1", "Pump house");
        await Define("f2", "Boiler house");
        await Define("f3", "Boiler house");

        var page = await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 2, null, Cancellation);
        var rest = await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 2, page.Next, Cancellation);

        Assert.Equal(["f2", "f3"], page.Items.Select(entry => entry.Id));
        Assert.Equal(["f1"], rest.Items.Select(entry => entry.Id));
        Assert.Null(rest.Next);
        Assert.Equal(new Entry<FacilitySpec>("f1", 1, Spec("Pump house")), await Find("f1"));
        Assert.Equal(3, (await Store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation)).Count);
        Assert.Empty(await Store.Catalogue.All<FacilitySpec>(new("other"), Kinds.Facility, Cancellation));
    }

    [Fact]
    public async Task What_was_amended_reads_as_it_is_now()
    {
        await Define("f1", "Pump house");
        await Define("f1", "Old pump house", expected: 1);

        Assert.Equal(new Entry<FacilitySpec>("f1", 2, Spec("Old pump house")), await Find("f1"));
    }

    [Fact]
    public async Task What_was_removed_is_seen_no_more()
    {
        await Define("f1", "Pump house");
        await Store.Commits.Commit(Commit(Of(Kinds.Facility, "f1"), 1));

        Assert.Null(await Find("f1"));
        Assert.Empty(await Store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation));
        Assert.Empty((await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 10, null, Cancellation)).Items);
        Assert.Equal(2, (await Store.Entities.Load(Of(Kinds.Facility, "f1"), Cancellation))!.Version);
    }

    [Fact]
    public async Task Whoever_is_told_of_a_change_before_it_is_answered_finds_it_in_the_list()
    {
        await Define("f1", "Pump house");
        await All();
        var asked = new ConcurrentQueue<Task<IReadOnlyList<Entry<FacilitySpec>>>>();
        Store.Outbox.Added += () => asked.Enqueue(All());

        await Store.Commits.Commit(
            StoreContractSamples.Entry(Kinds.Facility, "f2", "Boiler house", Spec("Boiler house")) with
            {
                Outbox = [Message("a", "new")],
            }
        );

        Assert.NotEmpty(asked);
        foreach (var list in await Task.WhenAll(asked))
            Assert.Equal(["f1", "f2"], list.Select(entry => entry.Id));

        Task<IReadOnlyList<Entry<FacilitySpec>>> All() => Store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation).AsTask();
    }

    [Fact]
    public async Task Where_something_is_defined_nobody_takes_its_kind_for_empty()
    {
        Assert.Empty(await Store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation));
        var asked = new ConcurrentQueue<bool>();
        Store.Outbox.Added += () => asked.Enqueue(Store.Catalogue.IsKnownEmpty(Tenant, Kinds.Facility));

        await Store.Commits.Commit(
            StoreContractSamples.Entry(Kinds.Facility, "f1", "Pump house", Spec("Pump house")) with
            {
                Outbox = [Message("a", "new")],
            }
        );

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(true, asked);
        Assert.False(Store.Catalogue.IsKnownEmpty(Tenant, Kinds.Facility));
        Assert.Single(await Store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation));
        Assert.False(Store.Catalogue.IsKnownEmpty(Tenant, Kinds.Facility));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("a\\u0000b")]
    public async Task A_cursor_with_text_that_is_none_is_refused(string text)
    {
        await Define("f1", "Pump house");
        await Define("f2", "Boiler house");
        var cursor = (await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 1, null, Cancellation)).Next;
        var plain = Text(Base64Url.DecodeFromChars(cursor));
        string[] forged = [plain.Replace("Boiler house", text), plain.Replace("f2", text), plain.Replace("facility", text)];

        Assert.DoesNotContain(plain, forged);
        foreach (var one in forged)
            await Assert.ThrowsAsync<InvalidCursorException>(async () =>
                await Store.CatalogueLists.List<FacilitySpec>(
                    Tenant,
                    Kinds.Facility,
                    1,
                    Base64Url.EncodeToString(Utf8(one).Span),
                    Cancellation
                )
            );
    }

    [Fact]
    public async Task A_cursor_of_another_list_of_the_catalogue_is_refused()
    {
        await Define("f1", "Pump house");
        await Define("f2", "Boiler house");
        var cursor = (await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 1, null, Cancellation)).Next;

        await Assert.ThrowsAsync<InvalidCursorException>(async () =>
            await Store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Rule, 1, cursor, Cancellation)
        );
    }

    [Fact]
    public async Task A_key_names_its_holder_and_nobody_elses()
    {
        var holder = new KeyHolder("k1", "The first key", Role.Admin, Tenant);
        await Store.Keys.Admit(holder, "secret-1", Cancellation);
        await Store.Keys.Admit(new("k2", "A sensor", Role.Ingest, Tenant), "secret-2", Cancellation);

        Assert.Equal(holder, await Store.Keys.Holder("secret-1", Cancellation));
        Assert.Equal(Role.Ingest, (await Store.Keys.Holder("secret-2", Cancellation))!.Role);
        Assert.Null(await Store.Keys.Holder("secret-3", Cancellation));
        Assert.Null(await Store.Keys.Holder("", Cancellation));
        await Store.Keys.Admit(new("k3", "Of somebody else", Role.Admin, Other), "secret-4", Cancellation);
        Assert.Equal(["k1", "k2"], (await Store.Keys.OfInstallation(Tenant, Cancellation)).Select(key => key.Id));
    }

    [Fact]
    public async Task A_holder_who_gets_a_new_key_loses_the_old_one()
    {
        var holder = new KeyHolder("k1", "The first key", Role.Admin, Tenant);
        await Store.Keys.Admit(holder, "secret-1", Cancellation);
        await Store.Keys.Admit(holder, "secret-1", Cancellation);
        await Store.Keys.Admit(holder, "secret-2", Cancellation);

        Assert.Null(await Store.Keys.Holder("secret-1", Cancellation));
        Assert.Equal(holder, await Store.Keys.Holder("secret-2", Cancellation));
    }

    [Fact]
    public async Task Health_counts_what_was_done()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0, facts: 3) with { Due = new(T0, 1), Outbox = [Message("a", "x")] });

        Assert.Null(Store.Health.Trouble);
        Assert.Equal(3, Store.Health.Facts);
        Assert.Equal(1, Store.Health.Flushes);
        Assert.Equal(1, await Store.Health.DueDepth(Cancellation));
        Assert.Equal(1, await Store.Health.OutboxDepth(Cancellation));
        Assert.Equal(0, await Store.Health.OutboxParked(Cancellation));
    }

    async Task Define(string id, string name, long expected = 0) =>
        Assert.Equal(Committed, await Store.Commits.Commit(StoreContractSamples.Entry(Kinds.Facility, id, name, Spec(name), expected)));

    ValueTask<Entry<FacilitySpec>?> Find(string id) => Store.CatalogueLists.Find<FacilitySpec>(Tenant, Kinds.Facility, id, Cancellation);

    static FacilitySpec Spec(string name) => new(name, null, null, null, null);
}
