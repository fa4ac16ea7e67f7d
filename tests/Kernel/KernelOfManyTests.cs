using System.Collections.Concurrent;
using Orleans.Runtime;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>Three silos with one store: what is done beside the grains, and what happens to it when one of them is gone.</summary>
public sealed class KernelOfManyTests : KernelRoom
{
    const int Lamps = 60;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    readonly Book _book = new();

    protected override short Silos => 3;

    protected override void Add(IServiceCollection services) =>
        services.AddSingleton<IFence, NoFence>().AddSingleton<IDuty>(new Recorded(_book, 6));

    [Fact]
    public async Task Each_part_of_a_duty_is_done_by_one_silo_and_by_another_when_that_is_gone()
    {
        await Eventually(() => AreAllDone(), "every part to be done by one silo");

        await Kill(Busiest());
        await Eventually(() => AreAllDone(), "every part to be done by one of those that are left");
        await Kill(Busiest());

        await Eventually(() => AreAllDone(), "every part to be done by the last one");
    }

    [Fact]
    public async Task What_a_killed_silo_was_to_deliver_is_delivered_by_another()
    {
        await Light(0);
        await Kill(Busiest());
        await Light(1);

        await Eventually(() => Store.FactsOf("lit") == 2 * Lamps, "every lamp to be lit");
        await Eventually(async () => await Store.Depth(TestContext.Current.CancellationToken) == 0, "the outbox to be empty");
    }

    [Fact]
    public async Task Every_lamp_of_a_killed_silo_goes_out_in_time()
    {
        await Light(0);
        await Eventually(() => Store.FactsOf("lit") == Lamps, "every lamp to be lit");
        var dueAt = Clock.GetUtcNow() + LampRules.Burns;
        Clock.AdvanceTo(dueAt - TimeSpan.FromMilliseconds(200));
        await Kill(Busiest());

        // As far as people may have to wait at the most, little by little: the others find out and take over meanwhile.
        await Eventually(
            () =>
            {
                if (Clock.GetUtcNow() < dueAt + Longest)
                    Clock.Advance(TimeSpan.FromMilliseconds(2));
                return Store.FactsOf("went-out") == Lamps;
            },
            "every lamp to go out"
        );
    }

    Task Light(int round) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Lamps)
                .Select(i =>
                    Repeat(() => Lamp($"sender{i}").Do(new Start($"lamp{i}"), new($"{round}/{i}"), TestContext.Current.CancellationToken))
                )
        );

    /// <summary>As every caller does whose call may have run: the same wish is granted once.</summary>
    static Task Repeat(Func<Task> call) =>
        Eventually(
            async () =>
            {
                try
                {
                    await call();
                    return true;
                }
                catch (OrleansException)
                {
                    return false;
                }
            },
            "an answer"
        );

    bool AreAllDone() =>
        Running
            .SelectMany(silo => silo.GetRequiredService<Duties>().Here)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(["outbox/0", "outbox/1", .. Enumerable.Range(0, 6).Select(part => $"recorded/{part}")])
        && _book.Running.Keys.Select(done => done.Part).Order().SequenceEqual(Enumerable.Range(0, 6));

    IServiceProvider Busiest() => Running.MaxBy(silo => silo.GetRequiredService<Duties>().Here.Count)!;

    sealed class Book
    {
        public ConcurrentDictionary<(int Part, object By), bool> Running { get; } = [];
    }

    sealed class Recorded(Book book, int parts) : IDuty
    {
        public string Name => "recorded";

        public int Partitions => parts;

        public async Task Run(int partition, CancellationToken ending)
        {
            var mine = (partition, new object());
            book.Running[mine] = true;
            await new TaskCompletionSource().Task.WaitAsync(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            book.Running.TryRemove(mine, out _);
        }
    }

    sealed class NoFence : IFence
    {
        public FenceCheck Check() => new("SELECT 1", []);

        public bool Holds(EntityId entity) => true;

        public void Refused() { }
    }
}
