using Watchfloor.Events;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Tests.Grains;

public sealed class CorrelationGrainTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);

    [Fact]
    public async Task Detections_at_once_become_one_event()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Take(Boiler)));
        var created = Assert.Single(answers, answer => answer.Outcome == IngestOutcome.Created);
        Assert.All(answers, answer => Assert.Equal(created.EventId, answer.EventId));
        Assert.Equal(40, (await Event(created.EventId)).Count);
    }

    [Fact]
    public async Task An_occurrence_told_many_times_at_once_is_counted_once()
    {
        var occurrence = Boiler with { ExternalId = "x1" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Take(occurrence)));
        var created = Assert.Single(answers, answer => answer.Outcome == IngestOutcome.Created);
        Assert.All(
            answers.Except([created]),
            answer => Assert.Equal((created.EventId, IngestOutcome.Duplicate), (answer.EventId, answer.Outcome))
        );
        Assert.Equal(1, (await Event(created.EventId)).Count);
    }

    [Fact]
    public async Task What_is_reopened_takes_detections_again()
    {
        var first = await Take(Boiler);
        await Does(first.EventId, new Resolve("ana", false, null));
        var second = await Take(Boiler); // the first one is over, and is forgotten here
        await Does(second.EventId, new Resolve("ana", false, null));
        await Does(first.EventId, new Reopen("ana", null));
        await Eventually(() => Get<Watchfloor.Kernel.IOutbox>().Depth(Cancellation).AsTask(), depth => depth == 0);
        Assert.Equal(new Detected(first.EventId, IngestOutcome.Merged), await Take(Boiler));
    }

    [Fact]
    public async Task A_repeated_occurrence_costs_its_innocent_neighbours_nothing()
    {
        var first = await Take(Boiler with { ExternalId = "x1" });
        await Restart(); // forgets the occurrences it has seen
        var mixed = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Take(i % 4 == 0 ? Boiler with { ExternalId = "x1" } : Boiler with { ExternalId = $"y{i}" }))
        );
        Assert.All(mixed, answer => Assert.Equal((first.EventId, null), (answer.EventId, answer.Problem)));
        Assert.Equal(
            (10, 30),
            (mixed.Count(a => a.Outcome == IngestOutcome.Duplicate), mixed.Count(a => a.Outcome == IngestOutcome.Merged))
        );
        Assert.Equal(31, (await Event(first.EventId)).Count);
    }

    [Fact]
    public async Task What_the_database_can_never_keep_is_said_to_be_in_vain_each_time()
    {
        await Sql("CREATE TRIGGER choosy BEFORE INSERT ON journal WHEN NEW.kind = 'event' BEGIN SELECT RAISE(ABORT, 'not unique'); END");
        for (var time = 0; time < 4; time++)
            Assert.True((await Assert.ThrowsAsync<StaleActivationException>(() => Take(Boiler))).IsUnfit);
        await Sql("DROP TRIGGER choosy");
        Assert.Equal(IngestOutcome.Created, (await Take(Boiler)).Outcome);

        Task Sql(string statement) => ((SqliteStore)Get<IStore>()).Write(new SmallWrite(writer => writer.Connection.Run(statement)));
    }

    [Fact]
    public async Task An_occurrence_is_known_for_ever_and_under_every_category()
    {
        var first = await Take(Boiler with { ExternalId = "x1" });
        await Does(first.EventId, new Resolve("ana", false, null));
        await Restart();
        Assert.Equal(new Detected(first.EventId, IngestOutcome.Duplicate), await Take(Boiler with { ExternalId = "x1" }));
        Assert.Equal(
            new Detected(first.EventId, IngestOutcome.Duplicate),
            await Take(Boiler with { ExternalId = "x1", Category = "flow" })
        );
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_after_a_restart_too()
    {
        var (raising, merging) = (Wish(), Wish());
        var created = await Take(Boiler, raising);
        var merged = await Take(Boiler, merging);
        Assert.Equal(created, await Take(Boiler, raising));
        await Restart();
        Assert.Equal((created, merged), (await Take(Boiler, raising), await Take(Boiler, merging)));
        Assert.Equal(2, (await Event(created.EventId)).Count);
    }

    [Fact]
    public async Task A_repeated_request_that_brought_an_occurrence_is_no_duplicate_of_itself()
    {
        var (raising, merging) = (Wish(), Wish());
        var (first, second) = (Boiler with { ExternalId = "x1" }, Boiler with { ExternalId = "x2" });
        var (created, merged) = (await Take(first, raising), await Take(second, merging));
        await Restart();
        Assert.Equal((created, merged), (await Take(first, raising), await Take(second, merging)));
        Assert.Equal(IngestOutcome.Duplicate, (await Take(first)).Outcome);
    }

    [Fact]
    public async Task What_is_open_is_found_again_after_a_restart()
    {
        var created = await Take(Boiler);
        await Restart();
        Assert.Equal(new Detected(created.EventId, IngestOutcome.Merged), await Take(Boiler));
    }

    [Fact]
    public async Task After_the_end_a_detection_begins_another_event()
    {
        var first = await Take(Boiler);
        await Does(first.EventId, new Resolve("ana", false, null));
        var next = await Take(Boiler);
        Assert.Equal(IngestOutcome.Created, next.Outcome);
        Assert.NotEqual(first.EventId, next.EventId);
    }

    [Fact]
    public async Task An_event_that_is_full_of_conditions_is_continued_by_another()
    {
        var answers = new List<Detected>();
        for (var i = 0; answers.Count(answer => answer.Outcome == IngestOutcome.Created) < 2; i++)
            answers.Add(await Take(Boiler with { ConditionKey = $"key-{i}" }));
        Assert.InRange(answers.Count, 20, 200);
        Assert.Equal(new(answers[^1].EventId, IngestOutcome.Merged), await Take(Boiler with { ConditionKey = "one-more" }));
    }

    [Fact]
    public async Task A_clear_reaches_every_event_that_holds_the_condition()
    {
        var drum = Boiler with { ConditionKey = "drum" };
        var (first, second) = (await Take(drum), await Take(drum with { DetectedAt = T0.AddHours(1) }));
        Assert.NotEqual(first.EventId, second.EventId);
        var cleared = await Correlation(drum).Do(new ClearCondition("drum", T0.AddHours(2)), Wish(), Cancellation);
        Assert.Equal(OutcomeKind.Done, cleared.Kind);
        Assert.Equal(EventStatus.Resolved, (await Event(first.EventId)).Status);
        Assert.Equal(EventStatus.Resolved, (await Event(second.EventId)).Status);
        Assert.Equal(OutcomeKind.Unchanged, (await Correlation(drum).Do(new ClearCondition("drum", T0), Wish(), Cancellation)).Kind);
    }

    [Fact]
    public async Task A_clear_ends_the_condition_of_its_own_source_alone()
    {
        var drum = Boiler with { ConditionKey = "drum" };
        var held = await Take(drum);
        Assert.Equal(new Detected("", IngestOutcome.Unchanged), await Clear("scada"));
        Assert.Equal(EventStatus.New, (await Event(held.EventId)).Status);
        Assert.Equal(new Detected(held.EventId, IngestOutcome.Merged), await Take(drum with { Source = "scada" }));
        Assert.Equal(new Detected(held.EventId, IngestOutcome.Cleared), await Clear("scada"));
        Assert.Equal("boiler-2", Assert.Single((await Event(held.EventId)).Contributors).Source);
        Assert.Equal(new Detected(held.EventId, IngestOutcome.Cleared), await Clear("boiler-2"));
        Assert.Equal(EventStatus.Resolved, (await Event(held.EventId)).Status);

        Task<Detected> Clear(string source) => Correlation(drum).Clear(new("drum", T0, Source: source), Wish(), Cancellation);
    }

    [Fact]
    public async Task Without_a_facility_the_category_alone_decides()
    {
        var nowhere = Boiler with { FacilityId = null };
        var (here, there, again) = (await Take(Boiler), await Take(nowhere), await Take(nowhere));
        Assert.Equal((IngestOutcome.Created, IngestOutcome.Created, IngestOutcome.Merged), (here.Outcome, there.Outcome, again.Outcome));
        await Restart();
        Assert.Equal(new Detected(there.EventId, IngestOutcome.Merged), await Take(nowhere));
    }

    [Fact]
    public async Task A_senseless_detection_is_answered_with_what_is_wrong() =>
        Assert.Equal("title must say what happened", (await Take(Boiler with { Title = " " })).Problem);

    Task<Detected> Take(Detection detection) => Take(detection, Wish());

    Task<Detected> Take(Detection detection, RequestId request) => Correlation(detection).Take(detection, request, Cancellation);

    ICorrelationGrain Correlation(Detection detection) =>
        Grains.GetGrain<ICorrelationGrain>(CorrelationKey.Of(TenantId.Default, detection.FacilityId, detection.Category).Key);

    async Task Does(string eventId, EventCommand command) =>
        Assert.Equal(OutcomeKind.Done, (await Grain<IEventGrain>(eventId).Do(command, Wish(), Cancellation)).Kind);

    async Task<EventView> Event(string eventId) =>
        Assert.IsType<EventView>(await Get<IEventReads>().Find(TenantId.Default, eventId, Cancellation));
}
