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
    ReadOnlySpan<char> _rest;
    int _length;

    public SearchWords(ReadOnlySpan<char> text, Span<char> room)
    {
        _room = room;
        _rest = text;
    }

    /// <summary>Good until the next.</summary>
    public readonly ReadOnlySpan<char> Current => _room[.._length];

    public readonly SearchWords GetEnumerator() => this;

    public bool MoveNext()
    {
        _length = 0;
        while (!_rest.IsEmpty)
        {
            var isOver = char.IsAscii(_rest[0]) ? TakePlain() : TakeOther();
            if (isOver && _length > 0)
                return true;
        }
        return _length > 0;
    }

    /// <summary>Most characters are plain. Returns true where a word would be over.</summary>
    bool TakePlain()
    {
        var c = _rest[0];
        _rest = _rest[1..];
        if (!char.IsAsciiLetterOrDigit(c))
            return true;
        if (_length < Longest)
            _room[_length++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        return false;
    }

    bool TakeOther()
    {
        _ = Rune.DecodeFromUtf16(_rest, out var rune, out var taken); // a half of a character is taken for a sign
        _rest = _rest[taken..];
        if (!Rune.IsLetterOrDigit(rune))
            return !IsMark(rune);
        if (_length < Longest)
            _length += Rune.ToLowerInvariant(rune).EncodeToUtf16(_room[_length..]);
        return false;
    }

    static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
