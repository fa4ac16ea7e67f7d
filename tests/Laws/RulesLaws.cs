using System.Text.Json;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Laws;

/// <summary>Laws that every set of rules obeys. Inherit, supply sample commands, and the laws run on what they lead to.</summary>
public abstract class RulesLaws<TRules, TState, TCommand, TFact> : IWalked
    where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    const int Room = 16 * 1024;

    protected abstract IReadOnlyList<TCommand> Commands { get; }

    /// <summary>Commands that are the same however often they are said, without a request id.</summary>
    protected abstract bool IsIdempotent(TCommand command);

    /// <summary>What tells states apart for the walk.</summary>
    protected virtual string Shape(TState state) => state.GetType().Name;

    /// <summary>So many states of one shape are gone on from; fewer where shapes are many.</summary>
    protected virtual int OfOneShape => 40;

    /// <summary>What the grain does at a tick beside the rules, where it has a part.</summary>
    protected virtual TState AfterTick(TState state, DateTimeOffset now) => state;

    protected static DateTimeOffset Start { get; } = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    static readonly EntityId Self = new("sample", TenantId.Default, "s1");

    static IReadOnlyList<Reached<TState, TFact>>? _states;

    IReadOnlyList<Reached<TState, TFact>> States =>
        _states ??= Exploration<TRules, TState, TCommand, TFact>.Walk(Commands, Shape, Start, OfOneShape).States;

    [Fact]
    public void Every_state_answers_every_command_with_facts_that_it_understands()
    {
        foreach (var reached in States)
        {
            foreach (
                var (command, at) in from c in Commands
                from minutes in (int[])[-60, 0, 60]
                select (c, reached.Now.AddMinutes(minutes))
            )
            {
                var decision = TRules.Decide(reached.State, command, at);
                Assert.True(decision.Refusal is null or { Reason.Length: > 0 }, $"{command} is refused without a reason");
                Assert.True(decision.Refusal is null || decision.Facts.IsEmpty, $"{command} is refused and has facts");
                var state = reached.State;
                foreach (var fact in decision.Facts)
                {
                    state = TRules.Evolve(state, fact);
                    Assert.All(TRules.Effects(Self, state, fact), effect => Assert.NotNull(CommandAliases.Address(effect)));
                    _ = TRules.ClaimOf(Self, fact);
                    Assert.Equal(at, TRules.At(fact));
                }
            }
        }
    }

    [Fact]
    public void A_tick_before_the_deadline_changes_nothing() =>
        Assert.All(
            States,
            reached => Assert.Empty(TRules.Decide(reached.State, TRules.Tick, Due(reached.State).AddMicroseconds(-1)).Facts)
        );

    [Fact]
    public void A_tick_moves_the_deadline_forward_and_its_repeat_changes_nothing() =>
        Assert.All(
            States.Where(reached => TRules.DueAt(reached.State) is not null),
            reached =>
            {
                foreach (var late in (double[])[0, 0.001, 90_000])
                {
                    var now = Due(reached.State).AddSeconds(late);
                    var after = AfterTick(Tick(reached.State, now), now);
                    Assert.True(Due(after) > now, $"{reached.State} would spin at {now:O}");
                    Assert.Empty(TRules.Decide(after, TRules.Tick, now).Facts);
                }
            }
        );

    [Fact]
    public void What_is_marked_idempotent_repeats_by_content() =>
        Assert.All(
            from reached in States
            from command in Commands
            where IsIdempotent(command)
            select (reached, command),
            pair =>
            {
                var next = Exploration<TRules, TState, TCommand, TFact>.Follow(pair.reached, pair.command, pair.reached.Now.AddMinutes(1));
                Assert.Empty(TRules.Decide(next.State, pair.command, next.Now.AddMinutes(1)).Facts);
            }
        );

    [Fact]
    public void The_journal_read_back_gives_the_stored_state_read_back() =>
        Assert.All(
            States,
            reached =>
            {
                var told = reached.Journal.Select(ReadBack).Aggregate(TRules.Initial, TRules.Evolve);
                Assert.Equal(reached.State, told);
                Assert.Equal(reached.State, ReadBack<TState>(reached.State));
            }
        );

    [Fact]
    public void The_journal_as_it_is_stored_leads_to_the_document_as_it_is_stored() =>
        Assert.All(
            States.Where(reached => reached.Journal.Count > 0),
            reached =>
            {
                var past = new Replay<TRules, TState, TCommand, TFact>(Self.Kind, Upcasters.None).Begin(Self);
                foreach (var (index, fact) in reached.Journal.Select(Stored).Index())
                    past.Tell(new(index + 1, fact.Name, fact.Data, fact.At));
                var (told, document) = (past.Now()!, TRules.Describe(Self, reached.State, reached.Journal.Count));
                Assert.Equal(reached.State, JsonSerializer.Deserialize<TState>(told.State.Span, WireJson.Options));
                Assert.Equal(document is null, told.View is null);
                if (document is not null)
                    Assert.Equal(Json(document.View), Json(Read(told.View!.Value, document.View.GetType())));
                Assert.Equal(document?.Columns ?? [], told.Columns);
                Assert.Equal(TRules.DueAt(reached.State), told.Due?.At);
            }
        );

    Type IWalked.Rules => typeof(TRules);

    IEnumerable<IReadOnlyList<RecordedFact>> IWalked.Journals =>
        States.Where(reached => reached.Journal.Count > 0).Select(reached => reached.Journal.Select(Stored).ToList());

    static RecordedFact Stored(TFact fact) => FactNames.Record(fact, TRules.At(fact));

    [Fact]
    public void Every_state_has_room_a_rank_and_a_document_of_distinct_columns() =>
        Assert.All(
            States,
            reached =>
            {
                Assert.InRange(JsonSerializer.SerializeToUtf8Bytes<TState>(reached.State, WireJson.Options).Length, 1, Room);
                Assert.InRange(TRules.Rank(reached.State), 1, 9);
                var document = TRules.Describe(Self, reached.State, reached.Journal.Count);
                if (document is null)
                    return;
                Assert.NotEmpty(JsonSerializer.SerializeToUtf8Bytes(document.View, document.View.GetType(), WireJson.Options));
                Assert.Equal(document.Columns.Length, document.Columns.DistinctBy(column => column.Name).Count());
                Assert.All(
                    document.Columns,
                    column => Assert.True(column.Value is null or string or long or int or double or bool or DateTimeOffset, column.Name)
                );
            }
        );

    static string Json(object view) => JsonSerializer.Serialize(view, view.GetType(), WireJson.Options);

    static object Read(ReadOnlyMemory<byte> view, Type type) => JsonSerializer.Deserialize(view.Span, type, WireJson.Options)!;

    static TState Tick(TState state, DateTimeOffset now) => TRules.Decide(state, TRules.Tick, now).Facts.Aggregate(state, TRules.Evolve);

    static DateTimeOffset Due(TState state) => TRules.DueAt(state) ?? DateTimeOffset.MaxValue;

    static TFact ReadBack(TFact fact) =>
        (TFact)
            JsonSerializer.Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), WireJson.Options),
                fact.GetType(),
                WireJson.Options
            )!;

    static T ReadBack<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes<T>(value, WireJson.Options), WireJson.Options)!;
}
