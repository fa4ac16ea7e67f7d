using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>
/// One kind of request as it stands on the wire, made once. Each sender has a copy of its bytes and writes the numbers of its items into
/// it, so that a request costs next to nothing before it is sent.
/// </summary>
sealed class RequestForm
{
    /// <summary>Stands in the text of an item where its number belongs.</summary>
    public const string Number = "#########";

    readonly byte[] _bytes;
    readonly int[][] _places;
    readonly int? _keys;

    RequestForm(byte[] bytes, int[][] places, int? keys) => (_bytes, _places, _keys) = (bytes, places, keys);

    /// <summary>How many items one request holds.</summary>
    public int Items => _places.Length;

    /// <summary>A POST of one item, as it is.</summary>
    public static RequestForm One(Uri to, string? key, string item, int? keys = null) => Post(to, key, [item], item, keys);

    /// <summary>A POST of a JSON array of items.</summary>
    public static RequestForm Array(Uri to, string? key, string item, int items, int? keys = null)
    {
        string[] all = [.. Enumerable.Repeat(item, items)];
        return Post(to, key, all, $"[{string.Join(',', all)}]", keys);
    }

    /// <summary>The bytes without numbers; a number goes into each copy before it is sent.</summary>
    public byte[] Copy() => [.. _bytes];

    /// <summary>The number of an item of a request; with a number of keys they come again and again.</summary>
    public long Of(long request, int item) => ((request * Items) + item) % (_keys ?? long.MaxValue);

    /// <summary>Writes the numbers of the items of a request.</summary>
    public void Fill(Span<byte> copy, long request)
    {
        for (var item = 0; item < _places.Length; item++)
        {
            var number = Of(request, item);
            foreach (var place in _places[item])
                Digits(copy.Slice(place, Number.Length), number);
        }
    }

    static void Digits(Span<byte> place, long number)
    {
        for (var at = place.Length - 1; at >= 0; at--, number /= 10)
            place[at] = (byte)('0' + (number % 10));
    }

    static RequestForm Post(Uri to, string? key, string[] items, string body, int? keys)
    {
        var head = new StringBuilder($"POST {to.PathAndQuery} HTTP/1.1\r\nHost: {to.Authority}\r\nContent-Type: application/json\r\n");
        if (key is not null)
            head.Append($"Authorization: Bearer {key}\r\n");
        head.Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        var bytes = Encoding.UTF8.GetBytes(head + body);
        return new(bytes, Places(bytes, items), keys);
    }

    static int[][] Places(ReadOnlySpan<byte> bytes, string[] items)
    {
        var (places, at) = (new int[items.Length][], 0);
        for (var item = 0; item < items.Length; item++)
        {
            places[item] = new int[items[item].Split(Number).Length - 1];
            for (var i = 0; i < places[item].Length; i++, at += Number.Length)
                places[item][i] = at += bytes[at..].IndexOf("#########"u8);
        }
        return places;
    }
}
