using Watchfloor.Events;

namespace Watchfloor.Tests.Rules;

/// <summary>What an event is found by.</summary>
public sealed class SearchTermTests
{
    [Fact]
    public void Each_word_stands_once_in_lower_case_behind_the_labels() =>
        Assert.Equal(" _spump-house _cflow _v3 pump 7 leaks".Replace("-", "_2d"), Of("Pump 7: PUMP leaks", null, ""));

    [Fact]
    public void A_mark_above_a_letter_parts_no_word() => Assert.EndsWith(" cafe bar", Of("Cafe\u0301 bar"));

    [Theory]
    [InlineData("a")]
    [InlineData("\U00010400")]
    public void Of_a_long_word_the_beginning_counts(string letter)
    {
        var beginning = new string('x', 63);

        Assert.EndsWith($" {beginning}{letter.ToLowerInvariant()} next", Of($"{beginning}{letter}{letter}y next"));
    }

    [Fact]
    public void Of_very_long_texts_the_first_words_count() =>
        Assert.Equal(400, Of(string.Join(' ', Enumerable.Range(0, 1000))).Count(c => c == SearchTerms.Separator));

    [Fact]
    public void Who_asks_is_understood_in_the_same_way() =>
        Assert.Equal([new("pump", false), new("7", false), new("lea", true)], SearchTerms.Asked("PUMP-7 pump lea*"));

    static string Of(params string?[] texts) => SearchTerms.Of("Pump-House", "flow", null, Severity.Medium, texts);
}
