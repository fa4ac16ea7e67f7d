namespace Watchfloor.Tests.Processes;

/// <summary>Who judges a cluster must find what it is there to find.</summary>
public sealed class A_judge_of_pages
{
    static readonly Durable Second1 = new(1_000_000, 1);
    static readonly Durable Second2 = new(2_000_000, 2);
    static readonly Durable Second3 = new(3_000_000, 3);
    static readonly Durable Second4 = new(4_000_000, 4);

    [Fact]
    public void Has_nothing_to_say_of_pages_that_kept_their_promise()
    {
        Assert.Empty(Judged(began: Second1, delivered: Second3, acknowledged: null, had: 2));
        Assert.Empty(Judged(began: Second1, delivered: Second3, acknowledged: Second4, had: 2));
        Assert.Empty(Judged(began: Second1, delivered: Second4, acknowledged: Second2, had: 3, crossed: true));
        Assert.Empty(Judged(began: Second1, delivered: Second4, acknowledged: Second3, had: 2)); // after the event was asked
        Assert.Empty(Judged(began: Second2, delivered: null, acknowledged: Second1)); // called off
    }

    [Fact]
    public void Finds_an_attempt_that_began_when_the_acknowledge_was_durable()
    {
        Assert.Contains("began when it was", Said(began: Second2, delivered: Second4, acknowledged: Second1, had: 3));
        Assert.Contains("began when it was", Said(began: Second2, delivered: Second4, acknowledged: Second2, had: 3));
        Assert.Contains("had it 1 times, of 0", Said(began: Second2, delivered: null, acknowledged: Second1, had: 3));
    }

    [Fact]
    public void Finds_a_page_that_is_crossed_by_nothing()
    {
        Assert.Contains("crossed, and not", Said(began: Second1, delivered: Second3, acknowledged: null, had: 2, crossed: true));
        Assert.Contains("crossed, and not", Said(began: Second1, delivered: Second3, acknowledged: Second4, had: 2, crossed: true));
        Assert.Contains("crossed, and not", Said(began: Second1, delivered: Second3, acknowledged: Second3, had: 2, crossed: true));
    }

    [Fact]
    public void Finds_a_page_that_does_not_say_that_it_was_crossed() =>
        Assert.Contains("not crossed, and", Said(began: Second1, delivered: Second4, acknowledged: Second2, had: 3));

    [Fact]
    public void Finds_a_page_that_nobody_has_and_one_that_was_sent_more_often_than_attempted()
    {
        Assert.Contains("does not have it", Said(began: Second2, delivered: Second3, acknowledged: null, had: 1));
        Assert.Contains("had it 2 times, of 1", Said(began: Second1, delivered: Second4, acknowledged: null, had: [2, 3]));
    }

    static string Said(Durable began, Durable? delivered, Durable? acknowledged, int had, bool crossed = false) =>
        Said(began, delivered, acknowledged, [had], crossed);

    static string Said(Durable began, Durable? delivered, Durable? acknowledged, int[] had, bool crossed = false) =>
        string.Join('\n', Judged(began, delivered, acknowledged, had, crossed));

    static IEnumerable<string> Judged(Durable began, Durable? delivered, Durable? acknowledged, int had, bool crossed = false) =>
        Judged(began, delivered, acknowledged, [had], crossed);

    static IEnumerable<string> Judged(Durable began, Durable? delivered, Durable? acknowledged, int[]? had = null, bool crossed = false) =>
        PageJudge.Complaints(
            new(
                "event.policy.1.1.channel",
                new Dictionary<int, Durable> { [1] = began },
                delivered is null ? null : new(1, crossed, delivered),
                acknowledged
            ),
            [.. (had ?? []).Select(second => DateTimeOffset.UnixEpoch.AddSeconds(second))],
            looked: DateTimeOffset.UnixEpoch.AddSeconds(10)
        );
}
