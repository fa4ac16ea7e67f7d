using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Watchfloor.Tests.Engine;

[GenerateSerializer, Immutable, Alias("test.Ref")]
public readonly record struct Ref([property: Id(0)] string Value);

[GenerateSerializer, Alias("test.Mood")]
public enum Mood : byte
{
    Calm,
    Tense = 200,
}

[GenerateSerializer, Immutable, Alias("test.Happening")]
public abstract record Happening([property: Id(0)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("test.Began")]
public sealed record Began([property: Id(0)] Ref By, DateTimeOffset At) : Happening(At);

[GenerateSerializer, Immutable, Alias("test.Grew")]
public sealed record Grew([property: Id(0)] int To, [property: Id(1)] Mood Mood, DateTimeOffset At) : Happening(At);

/// <summary>A list with the equality of its items; an unset one reads as empty.</summary>
[GenerateSerializer, Immutable, Alias("test.Listed`1"), CollectionBuilder(typeof(Listed), nameof(Listed.Create))]
public readonly struct Listed<T>(ImmutableArray<T> items) : IEquatable<Listed<T>>, IEnumerable<T>
{
    [Id(0)]
    readonly ImmutableArray<T> _items = items;

    ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    public bool Equals(Listed<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is Listed<T> other && Equals(other);

    public override int GetHashCode() => Items.Length;

    public static bool operator ==(Listed<T> left, Listed<T> right) => left.Equals(right);

    public static bool operator !=(Listed<T> left, Listed<T> right) => !left.Equals(right);

    public IEnumerator<T> GetEnumerator() => Items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Listed
{
    public static Listed<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}

[GenerateSerializer, Immutable, Alias("test.Report")]
public sealed record Report(
    [property: Id(0)] string Title,
    [property: Id(1)] Listed<Happening> Happenings,
    [property: Id(2)] ImmutableDictionary<string, decimal> Sums,
    [property: Id(3)] Report? Before,
    [property: Id(4)] Guid? Nonce,
    [property: Id(5)] double[] Samples,
    [property: Id(6)] (int, string) Pair
);

/// <summary>No [Id] on its parameters: they are numbered as they stand.</summary>
[GenerateSerializer, Immutable, Alias("test.Plain")]
public sealed record Plain(string Name, int Size);

/// <summary>Not marked: it must not travel.</summary>
public sealed record Unmarked(string Text);

[GenerateSerializer, Alias("test.Stale")]
public sealed class StaleException : Exception
{
    public StaleException()
        : base("stale") { }

    [Id(0)]
    public long Expected { get; init; }
}

public sealed class UnmarkedException(string message) : Exception(message);

[Alias("test.IEcho")]
public interface IEcho : IGrainWithStringKey
{
    [Alias("Say")]
    Task<Report> Say(Report report);

    [Alias("Plain")]
    Task<Plain> Plain(Plain plain);

    [Alias("Any")]
    Task<object?> Any(object? value);

    [Alias("List")]
    Task<IReadOnlyList<string>> List(IReadOnlyList<string> values);

    [Alias("Take")]
    Task Take(Unmarked unmarked);

    [Alias("Give")]
    Task<Unmarked> Give();

    [Alias("Fail")]
    Task Fail(string how);

    [Alias("Same")]
    Task<bool> Same(Report report);
}

[GrainType("test-echo")]
public class EchoGrain : Grain, IEcho
{
    public static readonly Report Kept = new("kept", [], ImmutableDictionary<string, decimal>.Empty, null, null, [], (0, ""));

    public Task<Report> Say(Report report) => Task.FromResult(report);

    public Task<Plain> Plain(Plain plain) => Task.FromResult(plain);

    public Task<object?> Any(object? value) => Task.FromResult(value);

    public Task<IReadOnlyList<string>> List(IReadOnlyList<string> values) => Task.FromResult<IReadOnlyList<string>>([.. values.Reverse()]);

    public Task Take(Unmarked unmarked) => Task.CompletedTask;

    public Task<Unmarked> Give() => Task.FromResult(new Unmarked("mine"));

    public Task Fail(string how) =>
        how switch
        {
            "marked" => throw new StaleException { Expected = 7 },
            "framework" => throw new HttpRequestException("no route", new IOException("cable")),
            "unmarked" => throw new UnmarkedException("mine alone"),
            "inner" => throw new InvalidOperationException("outer", new UnmarkedException("mine alone")),
            _ => throw new AggregateException(new TimeoutException("first"), new StaleException { Expected = 8 }),
        };

    public Task<bool> Same(Report report) => Task.FromResult(ReferenceEquals(report, Kept));
}
