using System.Buffers;
using System.Globalization;
using System.Text;
using Watchfloor.Benchmarks;

namespace Watchfloor.Tests.Benchmarks;

public sealed class LoadTests
{
    static readonly Uri Door = new("http://127.0.0.1:5080/api/v1/events/ingest");

    [Fact]
    public void Planned_instants_do_not_depend_on_answers()
    {
        var pace = new Pace(500);
        Assert.Equal(TimeSpan.Zero, pace.Planned(0));
        Assert.Equal(TimeSpan.FromMilliseconds(2), pace.Planned(1));
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Planned(30_000));
    }

    [Fact]
    public void As_many_are_planned_as_begin_within_the_time()
    {
        var (pace, length) = (new Pace(500), TimeSpan.FromSeconds(4));
        Assert.Equal(2000, pace.Within(length));
        Assert.True(pace.Planned(pace.Within(length) - 1) < length);
        Assert.True(pace.Planned(pace.Within(length)) >= length);
    }

    [Fact]
    public void Every_item_of_every_request_has_its_own_number()
    {
        var form = RequestForm.Array(
            Door,
            "secret",
            $$"""{"id":"{{RequestForm.Number}}","title":"pump {{RequestForm.Number}}"}""",
            items: 3
        );
        Assert.Equal(
            """[{"id":"000000006","title":"pump 000000006"},{"id":"000000007","title":"pump 000000007"},{"id":"000000008","title":"pump 000000008"}]""",
            Body(form, request: 2)
        );
    }

    [Fact]
    public void A_number_of_keys_comes_again_in_turn()
    {
        var form = RequestForm.Array(Door, null, RequestForm.Number, items: 2, keys: 3);
        Assert.Equal("[000000001,000000002]", Body(form, request: 2));
        Assert.Equal([1, 2], new[] { form.Of(2, 0), form.Of(2, 1) });
    }

    [Fact]
    public void Items_stand_in_an_envelope_with_the_number_of_their_request()
    {
        var form = RequestForm.Envelope(
            Door,
            null,
            $$"""{"seq":1{{RequestForm.Request}},"samples":[""",
            $"\"{RequestForm.Number}/flow\",\"{RequestForm.Number}/level\"",
            items: 2,
            "]}",
            keys: 3
        );
        Assert.Equal(
            """{"seq":1000000002,"samples":["000000001/flow","000000001/level","000000002/flow","000000002/level"]}""",
            Body(form, request: 2)
        );
    }

    [Fact]
    public void An_instant_is_that_at_which_the_request_is_made_ready()
    {
        var form = RequestForm.One(Door, null, RequestForm.Now);
        var before = DateTimeOffset.UtcNow;
        var said = DateTimeOffset.Parse(Body(form, request: 0), CultureInfo.InvariantCulture);
        Assert.InRange(said, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public void A_request_says_where_it_goes_whose_it_is_and_how_long_it_is()
    {
        var text = Encoding.UTF8.GetString(RequestForm.One(Door, "secret", $$"""{"title":"5 µs","n":"{{RequestForm.Number}}"}""").Copy());
        Assert.StartsWith("POST /api/v1/events/ingest HTTP/1.1\r\nHost: 127.0.0.1:5080\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer secret\r\n", text, StringComparison.Ordinal);
        var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Contains($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello", 201, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\ncontent-length:0\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\na\r\nlo, people\r\n0\r\n\r\n", 200, "hello, people")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    public void An_answer_is_whole_with_its_last_byte_and_not_before(string answer, int status, string body)
    {
        var (bytes, read) = (Encoding.UTF8.GetBytes(answer), new ArrayBufferWriter<byte>());
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(HttpAnswer.TryRead(bytes.AsSpan(0, length), read, out _), $"whole after {length} of {bytes.Length} bytes");
        Assert.True(HttpAnswer.TryRead(bytes, read, out var seen));
        Assert.Equal((status, body), (seen, Encoding.UTF8.GetString(read.WrittenSpan)));
    }

    [Fact]
    public void An_answer_that_never_says_how_long_it_is_is_an_error() =>
        Assert.Throws<InvalidDataException>(() =>
            HttpAnswer.TryRead("HTTP/1.1 200 OK\r\nServer: x\r\n\r\nhello"u8, new ArrayBufferWriter<byte>(), out _)
        );

    [Theory]
    [InlineData(8000, 1, 512, 512)]
    [InlineData(768, 4, 512, 48)]
    [InlineData(768, 1, 512, 192)]
    [InlineData(10, 4, 32, 1)]
    public void A_bare_writer_has_several_transactions_for_each_connection(int events, int connections, int wanted, int together)
    {
        Assert.Equal(together, EventTables.Together(events, connections, wanted));
        Assert.True(events / EventTables.Together(events, connections, wanted) > connections);
    }

    static string Body(RequestForm form, long request)
    {
        var copy = form.Copy();
        form.Fill(copy, request);
        var text = Encoding.UTF8.GetString(copy);
        return text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }
}
