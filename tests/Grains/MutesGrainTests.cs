using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Tests.Grains;

/// <summary>What mutes events, while much happens at once.</summary>
public sealed class MutesGrainTests : GrainRoom
{
    static readonly InhibitionSpec Loss = new(
        "Communication loss",
        [new("category", LabelOperator.Equal, "communication")],
        [new("category", LabelOperator.Different, "communication")],
        ["facilityId"]
    );

    IMutesGrain Mutes => Grain<IMutesGrain>("mutes");

    [Fact]
    public async Task Whatever_comes_and_goes_at_once_ends_as_the_rules_say()
    {
        await Define(Loss);
        var pumps = await Task.WhenAll([.. Enumerable.Range(0, 30).Select(Pump), LineDown(), .. Enumerable.Range(30, 30).Select(Pump)]);
        var line = pumps[30];
        await Eventually(() => Muted(pumps), muted => muted.SetEquals(pumps.Except([line])));

        var more = Enumerable.Range(60, 30).Select(Pump).ToList();
        var over = Event(line).Do(new Resolve("ana", false, null), Wish(), Cancellation);
        pumps = await Task.WhenAll([.. more, .. Enumerable.Range(90, 30).Select(Pump), .. pumps.Select(Task.FromResult)]);
        Assert.True((await over).Succeeded);
        await Eventually(() => Muted(pumps), muted => muted.Count == 0);
    }

    [Fact]
    public async Task Whatever_is_raised_while_a_window_comes_and_goes_ends_as_the_window_says()
    {
        var window = new MaintenanceSpec("Work", null, [], T0, T0.AddHours(1), null);
        var raising = Enumerable.Range(0, 40).Select(Pump).ToList();
        Assert.True((await Window.Do(new Define<MaintenanceSpec>(window), Wish(), Cancellation)).Succeeded);
        var pumps = await Task.WhenAll(raising);
        await Eventually(() => Muted(pumps), muted => muted.Count == pumps.Length);

        raising = [.. Enumerable.Range(40, 40).Select(Pump)];
        Assert.True((await Window.Do(new Remove<MaintenanceSpec>(), Wish(), Cancellation)).Succeeded);
        pumps = [.. pumps, .. await Task.WhenAll(raising)];
        await Eventually(() => Muted(pumps), muted => muted.Count == 0);
    }

    [Fact]
    public async Task Word_of_an_event_that_comes_after_its_end_mutes_nobody()
    {
        await Define(Loss);
        var line = await LineDown();
        await Event(line).Do(new Resolve("ana", false, null), Wish(), Cancellation);
        await Eventually(() => Mutes.Meet("zz", Of("pump"), Cancellation), muting => muting is null);
        await Mutes.Know(line, Of("communication"), calls: true, [], Cancellation);
        Assert.Null(await Mutes.Meet("zz", Of("pump"), Cancellation));
        await Event(line).Do(new Reopen("ana", null), Wish(), Cancellation);
        Assert.Equal(line, (await Mutes.Meet("zz", Of("pump"), Cancellation))?.Mutes[0].Cause);
    }

    [Fact]
    public async Task What_a_rule_muted_that_was_taken_away_comes_back_although_nobody_remembers_it()
    {
        await Define(Loss);
        await LineDown();
        var pump = await Pump(0);
        await Event(pump).Do(new SetMute(AsideKind.Inhibited, new(AsideKind.Inhibited, "gone", "Gone", null, false)), Wish(), Cancellation);
        await Grain<IInhibitionGrain>("r1").Do(new Remove<InhibitionSpec>(), Wish(), Cancellation);
        await Eventually(async () => (await Find(pump)).Muted.Count, muted => muted == 0);
        await Event(pump).Do(new SetMute(AsideKind.Inhibited, new(AsideKind.Inhibited, "gone", "Gone", null, false)), Wish(), Cancellation);
        Assert.Single((await Find(pump)).Muted);
        await Restart();
        await Mutes.Do(new InhibitionChanged(), Wish(), Cancellation);
        Assert.Empty((await Find(pump)).Muted);
    }

    [Fact]
    public async Task A_message_that_comes_again_changes_nothing()
    {
        await Define(Loss);
        var (line, pump) = (await LineDown(), await Pump(0));
        var version = (await Find(pump)).Version;
        foreach (
            MutesCommand command in (MutesCommand[])
                [new EventOpened(line), new EventOpened(pump), new InhibitionChanged(), new WindowChanged([])]
        )
            Assert.True((await Mutes.Do(command, Wish(), Cancellation)).Succeeded);
        Assert.Equal((version, line), ((await Find(pump)).Version, Assert.Single((await Find(pump)).Muted).CauseId));
        await Mutes.Do(new EventOver("nobody"), Wish(), Cancellation);
        await Mutes.Do(new EventOpened("nobody"), Wish(), Cancellation);
        Assert.Equal(version, (await Find(pump)).Version);
    }

    [Fact]
    public async Task An_event_that_can_never_hear_of_the_end_of_a_window_keeps_nobody_else_from_it()
    {
        var window = new MaintenanceSpec("Work", null, [], T0, T0.AddHours(1), null);
        Assert.True((await Window.Do(new Define<MaintenanceSpec>(window), Wish(), Cancellation)).Succeeded);
        var deaf = await Pump(0);
        List<string> others = [.. await Task.WhenAll(Enumerable.Range(1, 20).Select(Pump))];
        await Eventually(() => Muted([deaf, .. others]), muted => muted.Count == 21);
        await ((SqliteStore)Get<IStore>()).Write(
            new SmallWrite(writer =>
                writer.Connection.Run(
                    $"CREATE TRIGGER choosy BEFORE INSERT ON journal WHEN NEW.id = '{deaf}' BEGIN SELECT RAISE(ABORT, 'not unique'); END"
                )
            )
        );

        Assert.True((await Window.Do(new Remove<MaintenanceSpec>(), Wish(), Cancellation)).Succeeded);

        await Eventually(() => Muted([deaf, .. others]), muted => muted.SetEquals([deaf]));
    }

    IMaintenanceGrain Window => Grain<IMaintenanceGrain>("w1");

    async Task Define(InhibitionSpec spec) =>
        Assert.True((await Grain<IInhibitionGrain>("r1").Do(new Define<InhibitionSpec>(spec), Wish(), Cancellation)).Succeeded);

    Task<string> LineDown() => Raise(Of("communication"));

    Task<string> Pump(int number) => Raise(Of($"pump-{number}"));

    async Task<string> Raise(Detection detection)
    {
        var key = CorrelationKey.Of(TenantId.Default, detection.FacilityId, detection.Category);
        var detected = await Grains.GetGrain<ICorrelationGrain>(key.ToGrainId()).Take(detection, Wish(), Cancellation);
        return Assert.IsType<Detected>(detected).EventId;
    }

    IEventGrain Event(string id) => Grain<IEventGrain>(id);

    async Task<HashSet<string>> Muted(IEnumerable<string> ids) =>
        [
            .. (await Get<IEventReads>().Find(TenantId.Default, [.. ids], Cancellation))
                .Where(view => view.Muted.Count > 0)
                .Select(view => view.Id),
        ];

    async Task<EventView> Find(string id) => (await Get<IEventReads>().Find(TenantId.Default, id, Cancellation))!;

    static Detection Of(string category) => new("tests", null, null, Severity.Low, category, "f1", category, null, T0, null, []);
}
