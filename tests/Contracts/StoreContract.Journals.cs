using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task The_journal_of_an_entity_is_read_in_the_order_of_its_versions()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0, facts: 2));
        await Store.Commits.Commit(Commit(Event("e2"), expected: 0));
        await Store.Commits.Commit(Commit(Event("e1"), expected: 2));

        var all = await Store.Journals.Read(Event("e1"), afterVersion: 0, limit: 10, Cancellation);
        var rest = await Store.Journals.Read(Event("e1"), afterVersion: 1, limit: 1, Cancellation);

        Assert.Equal([1, 2, 3], all.Select(fact => fact.Version));
        Assert.Equal("{\"n\":3}", Text(all[2].Data));
        Assert.Equal(("noted", T0), (all[0].Name, all[0].At));
        Assert.Equal([2], rest.Select(fact => fact.Version));
    }

    [Fact]
    public async Task Documents_of_a_kind_are_walked_in_order_with_all_that_stands_beside_them()
    {
        var due = new Due(T0.AddHours(1), 3);
        await Store.Commits.Commit(Show(View("b")) with { Due = due });
        await Store.Commits.Commit(Commit(Event("a"), expected: 0));
        await Store.Commits.Commit(Commit(Of(Kinds.Facility, "c"), expected: 0));

        var first = await Store.Journals.Documents(Kinds.Event, after: null, limit: 1, Cancellation);
        var rest = await Store.Journals.Documents(Kinds.Event, first[0].Entity, limit: 10, Cancellation);

        Assert.Equal((Event("a"), 1L), (first[0].Entity, first[0].Version));
        Assert.Null(first[0].View);
        Assert.Null(first[0].Due);
        Assert.Empty(first[0].Columns);
        var document = Assert.Single(rest);
        Assert.Equal(Event("b"), document.Entity);
        Assert.Equal("{\"version\":1}", Text(document.State));
        Assert.Equal(Text(AsJson(View("b"))), Text(document.View!.Value));
        Assert.Equal(due, document.Due);
        Assert.Contains(new Column("title", "Trouble b"), document.Columns);
        Assert.Contains(new Column("severity", (long)Severity.High), document.Columns);
        Assert.Contains(new Column("received_at", T0), document.Columns);
    }

    [Fact]
    public async Task The_facts_of_many_documents_are_read_at_once_up_to_their_versions()
    {
        await Store.Commits.Commit(Commit(Event("a"), expected: 0, facts: 2));
        await Store.Commits.Commit(Commit(Event("b"), expected: 0));
        var documents = await Store.Journals.Documents(Kinds.Event, after: null, limit: 10, Cancellation);
        await Store.Commits.Commit(Commit(Event("a"), expected: 2));

        var facts = await Store.Journals.Read(documents, Cancellation);

        Assert.Equal([(Event("a"), 1L), (Event("a"), 2L), (Event("b"), 1L)], facts.Select(x => (x.Entity, x.Fact.Version)));
    }

    [Fact]
    public async Task A_document_is_written_anew_only_at_the_version_that_it_has()
    {
        await Store.Commits.Commit(Show(View("a")) with { Due = new Due(T0, 1) });
        var anew = Show(View("a") with { Title = "Mended" }) with { Expected = 1, Facts = [], State = Utf8("{\"anew\":1}"), Due = null };

        Assert.True(await Store.Journals.Rewrite(anew));
        Assert.False(await Store.Journals.Rewrite(anew with { Expected = 2 }));
        Assert.False(await Store.Journals.Rewrite(anew with { Entity = Event("nobody") }));

        var stored = (await Store.Entities.Load(Event("a"), Cancellation))!;
        Assert.Equal((1L, "{\"anew\":1}"), (stored.Version, Text(stored.State)));
        Assert.Equal("Mended", (await Store.Events.Find(Tenant, "a", Cancellation))!.Title);
        Assert.Empty(await Store.DueTimes.Missed(Store.DueTimes.PartitionOf(Event("a")), T0, behind: null, 10, Cancellation));
        Assert.Single(await Store.Journals.Read(Event("a"), 0, 10, Cancellation));
    }

    [Fact]
    public async Task Journals_that_go_on_beyond_their_documents_are_found_and_the_document_is_brought_back()
    {
        await Store.Commits.Commit(Commit(Event("a"), expected: 0, facts: 2));
        await Store.Commits.Commit(Commit(Event("b"), expected: 0));
        await Store.Commits.Commit(Show(View("c"), tenant: new("other")));
        Assert.Empty(await Store.Journals.Ahead(Kinds.Event, after: null, limit: 10, Cancellation));

        await Lose(Event("a"));
        await Lose(Event("c") with { Tenant = new("other") });
        var lost = await Store.Journals.Ahead(Kinds.Event, after: null, limit: 10, Cancellation);
        Assert.Equal([Event("a"), Event("c") with { Tenant = new("other") }], lost);
        Assert.Equal([lost[0]], await Store.Journals.Ahead(Kinds.Event, after: null, limit: 1, Cancellation));
        Assert.Equal([lost[1]], await Store.Journals.Ahead(Kinds.Event, after: lost[0], limit: 10, Cancellation));

        Assert.False(await Store.Journals.Rewrite(Commit(Event("a"), expected: 1) with { Facts = [] }));
        Assert.True(await Store.Journals.Rewrite(Commit(Event("a"), expected: 2) with { Facts = [] }));
        Assert.Equal(2, (await Store.Entities.Load(Event("a"), Cancellation))!.Version);
    }

    [Fact]
    public async Task A_message_carries_the_trace_of_the_commit_that_sent_it()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0) with { Outbox = [Message("e1", "a")], Trace = Trace });
        await Store.Commits.Commit(Commit(Event("e2"), expected: 0) with { Outbox = [Message("e2", "b")] });

        var messages = await Store.Outbox.After(0, 10, Cancellation);

        Assert.Equal([Trace, null], messages.Select(message => message.Trace));
    }
}
