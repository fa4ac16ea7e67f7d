using System.Text.Json.Serialization;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Processes;

/// <summary>What only the next version has: a note that people write on.</summary>
public sealed class NoteRules : IRules<Note, EventCommand, NoteFact>, IDocumented<Note>
{
    public static Note Initial { get; } = new([]);
    public static EventCommand Tick { get; } = new EventTick();

    public static Decision<NoteFact> Decide(Note state, EventCommand command, DateTimeOffset now) =>
        command is Comment comment ? [new Noted(comment.Text, now)] : [];

    public static Note Evolve(Note state, NoteFact fact) => fact is Noted noted ? new([.. state.Lines, noted.Line]) : state;

    public static DateTimeOffset? DueAt(Note state) => null;

    public static IEnumerable<Effect> Effects(EntityId self, Note state, NoteFact fact) => [];

    public static DateTimeOffset At(NoteFact fact) => fact.At;

    public static Document? Describe(EntityId self, Note state, long version) => new(state, [new("lines", (long)state.Lines.Count)]);
}

public sealed record Note([property: JsonRequired] IReadOnlyList<string> Lines);

public abstract record NoteFact(DateTimeOffset At);

[Watchfloor.Fact("noted"), FeatureLevel(NextVersion.Level)]
public sealed record Noted(string Line, DateTimeOffset At) : NoteFact(At);

[Alias("wf.tests.INoteGrain")]
public interface INoteGrain : ICommanded<EventCommand>
{
    [Alias("Lines")]
    Task<int> Lines();
}

[GrainType(Notes.Kind)]
public sealed class NoteGrain(RuledGrainContext context) : RuledGrain<NoteRules, Note, EventCommand, NoteFact>(context), INoteGrain
{
    public async Task<int> Lines()
    {
        await Settled();
        return State.Lines.Count;
    }
}

static class Notes
{
    public const string Kind = "note";

    public static EntityTable Table { get; } = new(Kind, [new("lines", ColumnType.Integer)]);

    public static string Migration(int oldestReader) =>
        $"""
            -- oldest reader: {oldestReader}
            SET LOCAL watchfloor.system = 'on';
            CREATE TABLE note (
              tenant text COLLATE "C" NOT NULL,
              id text COLLATE "C" NOT NULL,
              version bigint NOT NULL,
              lines bigint,
              state bytea NOT NULL,
              view bytea,
              PRIMARY KEY (tenant, id)
            );
            """;
}
