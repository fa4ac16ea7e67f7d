using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Watchfloor.Tests.Engine;

public sealed class WireTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    static readonly DateTimeOffset Then = new(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    IEcho Outside => cluster.Client.GetGrain<IEcho>("echo");

    IEcho Inside => cluster.Inside.GetGrain<IEcho>("echo");

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        var before = EchoGrain.Kept with { Title = "before", Nonce = Guid.AllBitsSet };
        var sent = EchoGrain.Kept with
        {
            Title = "häuser ☃",
            Happenings = [new Began(new("ana"), Then), new Grew(3, Mood.Tense, Then)],
            Sums = ImmutableDictionary<string, decimal>.Empty.Add("a", 1.10m),
            Before = before,
            Samples = [1.5, double.NaN],
            Pair = (4, "four"),
        };

        var got = await Outside.Say(sent);

        Assert.Equal(sent.Happenings, got.Happenings);
        Assert.Equal(sent.Sums, got.Sums);
        Assert.Equal(sent.Samples, got.Samples);
        Assert.Equal(before.Nonce, got.Before?.Nonce);
        Assert.Equal((sent.Title, sent.Pair, sent.Nonce), (got.Title, got.Pair, got.Nonce));
        Assert.Equal(TimeSpan.FromHours(2), got.Happenings.First().At.Offset);
    }

    [Fact]
    public async Task An_unset_list_arrives_as_one_that_reads_as_empty() =>
        Assert.Empty((await Outside.Say(EchoGrain.Kept with { Happenings = default })).Happenings);

    [Fact]
    public async Task A_positional_record_without_numbers_crosses() => Assert.Equal(new("box", 3), await Outside.Plain(new("box", 3)));

    [Fact]
    public async Task Sequences_of_any_kind_cross_where_a_list_is_expected()
    {
        Assert.Equal(["b", "a"], await Outside.List(["a", "b"]));
        Assert.Equal(["B", "A"], await Outside.List([.. new[] { "a", "b" }.Select(static text => text.ToUpperInvariant())]));
        Assert.Equal(["b", "a"], await Outside.List(ImmutableList.Create("a", "b")));
    }

    public static IEnumerable<TheoryDataRow<object?>> Values() =>
        new object?[]
        {
            null,
            true,
            (byte)7,
            -5,
            long.MinValue,
            ulong.MaxValue,
            'ß',
            1.25f,
            double.Epsilon,
            79228162514264337593543950335m,
            "text",
            Guid.AllBitsSet,
            TimeSpan.FromTicks(-1),
            Then,
            DateTime.UnixEpoch,
            new DateOnly(2030, 2, 3),
            new TimeOnly(23, 59),
            Mood.Tense,
            new Uri("https://watchfloor.test/a?b=c"),
            new Version(1, 2, 3),
            new Ref("r"),
            new Grew(1, Mood.Calm, Then),
            new[] { 1, 2, 3 },
            new List<string?> { "a", null },
            new Dictionary<string, int> { ["a"] = 1 },
            new HashSet<int> { 3 },
            ImmutableArray.Create(1, 2),
            (1, "two"),
            Tuple.Create(1, "two"),
            GrainId.Create("event", "e1"),
        }.Select(static value => new TheoryDataRow<object?>(value));

    [Theory, MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task A_value_of_any_known_type_crosses(object? value) => Assert.Equal(value, await Outside.Any(value));

    [Fact]
    public async Task The_clients_messages_are_never_the_grains_own_objects()
    {
        Assert.False(await Outside.Same(EchoGrain.Kept));
        Assert.NotSame(EchoGrain.Kept, await Outside.Say(EchoGrain.Kept));
    }

    [Fact]
    public async Task Within_the_process_of_the_silo_messages_are_handed_over_as_they_are() =>
        Assert.True(await Inside.Same(EchoGrain.Kept));

    [Fact]
    public async Task An_unmarked_argument_does_not_travel()
    {
        var fault = await Assert.ThrowsAsync<CodecNotFoundException>(() => Outside.Take(new("x")));

        Assert.Contains(nameof(Unmarked), fault.Message);
    }

    [Fact]
    public async Task An_unmarked_result_does_not_travel() => await Assert.ThrowsAsync<CodecNotFoundException>(Outside.Give);

    [Fact]
    public async Task A_marked_exception_keeps_its_type_and_its_data()
    {
        var fault = await Assert.ThrowsAsync<StaleException>(() => Outside.Fail("marked"));

        Assert.Equal((7, "stale"), (fault.Expected, fault.Message));
        Assert.Contains(nameof(EchoGrain), fault.StackTrace);
    }

    [Fact]
    public async Task An_exception_of_the_framework_crosses_with_its_cause()
    {
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => Outside.Fail("framework"));

        Assert.Equal("no route", fault.Message);
        Assert.Equal("cable", Assert.IsType<IOException>(fault.InnerException).Message);
    }

    [Fact]
    public async Task Several_causes_cross()
    {
        var fault = await Assert.ThrowsAsync<AggregateException>(() => Outside.Fail("several"));

        Assert.Equal(8, Assert.IsType<StaleException>(fault.InnerExceptions[1]).Expected);
    }

    [Theory, InlineData("unmarked"), InlineData("inner")]
    public async Task An_unmarked_exception_does_not_travel(string how) =>
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Outside.Fail(how));

    [Fact]
    public async Task Within_the_process_of_the_silo_an_unmarked_exception_arrives_as_itself() =>
        await Assert.ThrowsAsync<UnmarkedException>(() => Inside.Fail("unmarked"));
}
