using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Watchfloor;

/// <summary>An immutable list that is equal when its items are; <c>default</c> is empty.</summary>
[GenerateSerializer, Immutable, Alias("wf.Values`1")]
[CollectionBuilder(typeof(Values), nameof(Values.Of))]
public readonly struct Values<T> : IEquatable<Values<T>>, IReadOnlyList<T>
{
    [Id(0)]
    readonly ImmutableArray<T> _items;

    /// <summary>Wraps the items as they are.</summary>
    public Values(ImmutableArray<T> items) => _items = items;

    ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <summary>The same as <see cref="Count"/>; makes list patterns work.</summary>
    public int Length => Items.Length;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>These items and one more.</summary>
    public Values<T> Add(T item) => new(Items.Add(item));

    /// <summary>These items without those that match.</summary>
    public Values<T> RemoveAll(Predicate<T> match) => new(Items.RemoveAll(match));

    /// <summary>These items with each one replaced.</summary>
    public Values<TTo> Map<TTo>(Func<T, TTo> change) => new(ImmutableArray.CreateRange(Items, change));

    /// <inheritdoc/>
    public bool Equals(Values<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Values<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Equal when the items are.</summary>
    public static bool operator ==(Values<T> left, Values<T> right) => left.Equals(right);

    /// <summary>Unequal when an item is.</summary>
    public static bool operator !=(Values<T> left, Values<T> right) => !left.Equals(right);

    /// <summary>Enumerates without boxing.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    /// <summary>Whether one of them matches. Like the next one here, and not a query, because most lists are empty and asked often.</summary>
    public bool Any(Func<T, bool> match)
    {
        foreach (var item in Items)
        {
            if (match(item))
                return true;
        }
        return false;
    }

    /// <summary>The first one that matches, if one does.</summary>
    public T? FirstOrDefault(Func<T, bool> match)
    {
        foreach (var item in Items)
        {
            if (match(item))
                return item;
        }
        return default;
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() =>
        Items.IsEmpty ? Enumerable.Empty<T>().GetEnumerator() : ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();
}

/// <summary>Makes <see cref="Values{T}"/>.</summary>
public static class Values
{
    /// <summary>For collection expressions.</summary>
    public static Values<T> Of<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Collects a sequence.</summary>
    public static Values<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
