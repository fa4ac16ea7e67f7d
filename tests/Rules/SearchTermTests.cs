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
    public void Words_that_begin_alike_are_words_of_their_own_and_long_ones_have_room()
    {
        var words = Enumerable.Range(1, 300).Select(number => new string('x', 1 + number % 60) + number).ToList();

        var terms = Of(string.Join(", ", words), "xx xx3 xx", string.Join(' ', words)).Split(SearchTerms.Separator);

        Assert.Equal(["", "_spump_2dhouse", "_cflow", "_v3", .. words, "xx", "xx3"], terms);
    }

    [Fact]
    public void Half_a_character_parts_words() => Assert.EndsWith(" left right", Of("left\ud800right"));

    [Fact]
    public void A_label_spells_each_sign() =>
        Assert.Equal("_sa_20b_5f\u00e9_d83d_de00", SearchTerms.Label(SearchTerms.Source, "A b_\u00e9\U0001f600"));

    [Fact]
    public void Who_asks_is_understood_in_the_same_way() =>
        Assert.Equal([new("pump", false), new("7", false), new("lea", true)], SearchTerms.Asked("PUMP-7 pump lea*"));

    static string Of(params string?[] texts) => SearchTerms.Of("Pump-House", "flow", null, Severity.Medium, texts);
}
