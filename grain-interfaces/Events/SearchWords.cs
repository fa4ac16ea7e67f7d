using System.Globalization;
using System.Text;

namespace Watchfloor.Events;

/// <summary>
/// The words of a text, one after the other, each in the same place: an event has many and few of them are new, so only who keeps a word
/// makes a string of it.
/// </summary>
ref struct SearchWords
{
    /// <summary>What a word needs at most: its last character may be of two parts.</summary>
    public const int Room = Longest + 1;

    const int Longest = 64;

    readonly Span<char> _room;
    SpanRuneEnumerator _rest;
    int _length;

    public SearchWords(ReadOnlySpan<char> text, Span<char> room)
    {
        _room = room;
        _rest = text.EnumerateRunes();
    }

    /// <summary>Good until the next.</summary>
    public readonly ReadOnlySpan<char> Current => _room[.._length];

    public readonly SearchWords GetEnumerator() => this;

    public bool MoveNext()
    {
        _length = 0;
        while (_rest.MoveNext())
        {
            var rune = _rest.Current;
            if (Rune.IsLetterOrDigit(rune))
            {
                if (_length < Longest)
                    _length += Rune.ToLowerInvariant(rune).EncodeToUtf16(_room[_length..]);
            }
            else if (_length > 0 && !IsMark(rune))
            {
                return true;
            }
        }
        return _length > 0;
    }

    static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
