namespace Watchfloor.Events;

/// <summary>
/// Distinct terms, one behind the other in one place, each behind a separator. An event has dozens of them; only all together become a string.
/// </summary>
/// <param name="slots">Where each of them begins, by its hash; zeros at first, a power of two of them, and more than there may be terms.</param>
/// <param name="room">Where they stand, as long as they have room there.</param>
ref struct TermList(Span<int> slots, Span<char> room, int most)
{
    readonly Span<int> _slots = slots;
    readonly int _most = most;
    Span<char> _text = room;
    int _length;
    int _count;

    /// <summary>Adds one that is not there, as long as there may be more.</summary>
    public void Add(scoped ReadOnlySpan<char> term)
    {
        if (_count == _most)
            return;
        var last = _slots.Length - 1;
        var at = string.GetHashCode(term, StringComparison.Ordinal) & last;
        while (_slots[at] is > 0 and var begin)
        {
            if (Is(begin, term))
                return;
            at = (at + 1) & last;
        }
        _slots[at] = Append(term);
        _count++;
    }

    public override readonly string ToString() => new(_text[.._length]);

    readonly bool Is(int begin, scoped ReadOnlySpan<char> term)
    {
        var rest = _text[begin.._length];
        return rest.StartsWith(term) && (rest.Length == term.Length || rest[term.Length] == SearchTerms.Separator);
    }

    int Append(scoped ReadOnlySpan<char> term)
    {
        if (_length + 1 + term.Length > _text.Length)
            Grow(_length + 1 + term.Length);
        _text[_length++] = SearchTerms.Separator;
        var begin = _length;
        term.CopyTo(_text[begin..]);
        _length += term.Length;
        return begin;
    }

    void Grow(int least)
    {
        var more = new char[Math.Max(least, _text.Length * 2)];
        _text[.._length].CopyTo(more);
        _text = more;
    }
}
