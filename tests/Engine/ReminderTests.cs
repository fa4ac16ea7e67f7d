using Orleans.Reminders;
using Orleans.Runtime;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Engine;

[Alias("test.IReminded")]
public interface IReminded : IGrainWithStringKey
{
    [Alias("Remind")]
    Task Remind(string name, TimeSpan due, TimeSpan period);

    [Alias("Forget")]
    Task Forget(string name);

    [Alias("Names")]
    Task<string[]> Names();

    [Alias("Leave")]
    Task Leave();

    [Alias("Fail")]
    Task Fail();
}

[GrainType("test-reminded")]
public class RemindedGrain : Grain, IReminded, IRemindable
{
    bool _fail;

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(static reminder => reminder.ReminderName).Order()];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Fail()
    {
        _fail = true;
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Signals.Raise($"{this.GetPrimaryKeyString()}-{reminderName}-{status.CurrentTickTime:HH:mm}");
        return _fail ? throw new InvalidOperationException("a bad tick") : Task.CompletedTask;
    }
}

public sealed class ReminderTests : IAsyncLifetime
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    readonly ManualClock _clock = new();
    readonly string _key = EngineCluster.NewKey();
    EngineCluster _cluster = null!;

    IReminded Grain => _cluster.Client.GetGrain<IReminded>(_key);

    public async ValueTask InitializeAsync() =>
        _cluster = await EngineCluster.Start(silo =>
            silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _clock)
        );

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_reminder_comes_at_its_time_and_every_period_after()
    {
        await Grain.Remind("look", Minute * 5, Minute * 2);

        await Advance(Minute * 5);
        await Signals.Wait($"{_key}-look-08:05");
        await Advance(Minute * 2);
        await Signals.Wait($"{_key}-look-08:07");
    }

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_is_not_in_memory()
    {
        await Grain.Remind("look", Minute, Minute);
        await Grain.Leave();

        await Advance(Minute);

        await Signals.Wait($"{_key}-look-08:01");
    }

    [Fact]
    public async Task A_reminder_that_failed_comes_again_after_its_period()
    {
        await Grain.Remind("look", Minute, Minute);
        await Grain.Fail();

        await Advance(Minute);
        await Signals.Wait($"{_key}-look-08:01");
        await Advance(Minute);

        await Signals.Wait($"{_key}-look-08:02");
    }

    [Fact]
    public async Task A_reminder_set_again_has_the_new_time_only()
    {
        await Grain.Remind("look", Minute, Minute);
        await Grain.Remind("look", Minute * 3, Minute);

        await Advance(Minute * 3);
        await Signals.Wait($"{_key}-look-08:03");

        Assert.False(Signals.IsRaised($"{_key}-look-08:01"));
        Assert.Equal(["look"], await Grain.Names());
    }

    [Fact]
    public async Task A_forgotten_reminder_comes_no_more()
    {
        await Grain.Remind("one", Minute, Minute);
        await Grain.Remind("other", Minute, Minute);
        await Grain.Forget("one");
        await Grain.Forget("never set");

        await Advance(Minute);
        await Signals.Wait($"{_key}-other-08:01");

        Assert.False(Signals.IsRaised($"{_key}-one-08:01"));
        Assert.Equal(["other"], await Grain.Names());
    }

    [Fact]
    public async Task A_period_under_the_minimum_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Remind("look", Minute, TimeSpan.FromSeconds(59)));

    /// <summary>A reminder is set again when its tick was taken; only then may the clock go on.</summary>
    async Task Advance(TimeSpan time)
    {
        await Eventually.Holds(() => _clock.NextDue is not null);
        _clock.Advance(time);
    }
}
