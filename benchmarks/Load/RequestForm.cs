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

    /// <summary>Stands where the number of the request belongs.</summary>
    public const string Request = "@@@@@@@@@";

    /// <summary>Stands where the instant belongs at which the request is made ready.</summary>
    public const string Now = "~~~~~~~~~~~~~~~~~~~~~~~~";

    const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    readonly byte[] _bytes;
    readonly int[][] _places;
    readonly List<int> _requests;
    readonly List<int> _nows;
    readonly int? _keys;

    RequestForm(byte[] bytes, int[][] places, int? keys)
    {
        (_bytes, _places, _keys) = (bytes, places, keys);
        (_requests, _nows) = (All(bytes, Request), All(bytes, Now));
    }

    /// <summary>How many items one request holds.</summary>
    public int Items => _places.Length;

    /// <summary>A POST of one item, as it is.</summary>
    public static RequestForm One(Uri to, string? key, string item, int? keys = null) => Envelope(to, key, "", item, 1, "", keys);

    /// <summary>A POST of a JSON array of items.</summary>
    public static RequestForm Array(Uri to, string? key, string item, int items, int? keys = null) =>
        Envelope(to, key, "[", item, items, "]", keys);

    /// <summary>A POST of items with commas between them, and something before and behind them.</summary>
    public static RequestForm Envelope(Uri to, string? key, string before, string item, int items, string behind, int? keys = null)
    {
        var body = before + string.Join(',', Enumerable.Repeat(item, items)) + behind;
        var head = new StringBuilder($"POST {to.PathAndQuery} HTTP/1.1\r\nHost: {to.Authority}\r\nContent-Type: application/json\r\n");
        if (key is not null)
            head.Append($"Authorization: Bearer {key}\r\n");
        head.Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        return Of(Encoding.UTF8.GetBytes(head + body), items, keys);
    }

    /// <summary>Whatever is spoken: the places for numbers are shared evenly among its items.</summary>
    public static RequestForm Of(byte[] bytes, int items, int? keys = null)
    {
        var places = All(bytes, Number);
        return new(bytes, [.. Enumerable.Range(0, items).Select(item => Share(item).ToArray())], keys);

        IEnumerable<int> Share(int item) => places.Skip(item * places.Count / items).Take(places.Count / items);
    }

    /// <summary>The bytes without numbers; a number goes into each copy before it is sent.</summary>
    public byte[] Copy() => [.. _bytes];

    /// <summary>The number of an item of a request; with a number of keys they come again and again.</summary>
    public long Of(long request, int item) => ((request * Items) + item) % (_keys ?? long.MaxValue);

    /// <summary>Writes the numbers of the items of a request, its own, and the instant.</summary>
    public void Fill(Span<byte> copy, long request)
    {
        for (var item = 0; item < _places.Length; item++)
        {
            var number = Of(request, item);
            foreach (var place in _places[item])
                Digits(copy.Slice(place, Number.Length), number);
        }
        foreach (var place in _requests)
            Digits(copy.Slice(place, Request.Length), request);
        var now = DateTimeOffset.UtcNow;
        foreach (var place in _nows)
            now.TryFormat(copy.Slice(place, Now.Length), out _, Instant);
    }

    static void Digits(Span<byte> place, long number)
    {
        for (var at = place.Length - 1; at >= 0; at--, number /= 10)
            place[at] = (byte)('0' + (number % 10));
    }

    static List<int> All(ReadOnlySpan<byte> bytes, string mark)
    {
        var (wanted, places) = (Encoding.UTF8.GetBytes(mark), new List<int>());
        for (int at = 0, next; (next = bytes[at..].IndexOf(wanted)) >= 0; at += next + wanted.Length)
            places.Add(at + next);
        return places;
    }
}
