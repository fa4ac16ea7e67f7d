using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Codec;

/// <summary>Codecs of the values that everything else is made of.</summary>
static class BasicCodecs
{
    internal static readonly Dictionary<Type, ValueCodec> All = [];

    static BasicCodecs()
    {
        Number(static value => value ? 1 : 0, static number => number != 0);
        Number(static value => value, static number => checked((byte)number));
        Number(static value => value, static number => checked((sbyte)number));
        Number(static value => value, static number => checked((short)number));
        Number(static value => value, static number => checked((ushort)number));
        Number(static value => value, static number => checked((int)number));
        Number(static value => value, static number => checked((uint)number));
        Number(static value => value, static number => number);
        Number(static value => (long)value, static number => (ulong)number);
        Number(static value => value, static number => checked((char)number));
        Number(static value => value.Ticks, static number => TimeSpan.FromTicks(number));
        Number(static value => value.ToBinary(), static number => DateTime.FromBinary(number));
        Number(static value => value.DayNumber, static number => DateOnly.FromDayNumber(checked((int)number)));
        Number(static value => value.Ticks, static number => new TimeOnly(number));
        Block(8, static (span, value) => BinaryPrimitives.WriteDoubleLittleEndian(span, value), BinaryPrimitives.ReadDoubleLittleEndian);
        Block(4, static (span, value) => BinaryPrimitives.WriteSingleLittleEndian(span, value), BinaryPrimitives.ReadSingleLittleEndian);
        Block(16, static (span, value) => value.TryWriteBytes(span), static span => new Guid(span));
        Block(16, static (span, value) => WriteDecimal(span, value), ReadDecimal);
        Block(10, static (span, value) => WriteInstant(span, value), ReadInstant);
        Add(static (writer, value) => Codecs.Write(writer, value.ToString()), static reader => IdSpan.Create(Codecs.Read<string>(reader)));
        Add(
            static (writer, value) => Codecs.Write(writer, value.ToString()),
            static reader => GrainType.Create(Codecs.Read<string>(reader))
        );
        Add(static (writer, value) => WriteId(writer, value), ReadId);
        Add(static (_, _) => { }, static _ => default(Nothing));
        Add(static (_, _) => { }, static _ => default(CancellationToken));
    }

    static void Number<T>(Func<T, long> to, Func<long, T> from) =>
        All[typeof(T)] = new FunctionCodec<T>((writer, value) => writer.Signed(to(value)), reader => From(reader, from), isNumber: true);

    static T From<T>(Reader reader, Func<long, T> from)
    {
        try
        {
            return from(reader.Signed());
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentException)
        {
            throw new SerializerException($"The bytes hold no {typeof(T).Name}.", fault);
        }
    }

    static void Block<T>(int size, SpanWriter<T> write, SpanReader<T> read) =>
        Add(
            (writer, value) =>
            {
                Span<byte> span = stackalloc byte[16];
                write(span, value);
                writer.Bytes(span[..size]);
            },
            reader => read(reader.Bytes(size))
        );

    static void Add<T>(Action<Writer, T> write, Func<Reader, T> read) => All[typeof(T)] = new FunctionCodec<T>(write, read);

    static void WriteId(Writer writer, GrainId id)
    {
        Codecs.Write(writer, id.Type.ToString());
        Codecs.Write(writer, id.Key.ToString());
    }

    static GrainId ReadId(Reader reader)
    {
        var type = Codecs.Read<string>(reader);
        var key = Codecs.Read<string>(reader);
        return type.Length == 0 ? default : GrainId.Create(type, key);
    }

    static void WriteDecimal(Span<byte> span, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        for (var part = 0; part < 4; part++)
            BinaryPrimitives.WriteInt32LittleEndian(span[(part * 4)..], bits[part]);
    }

    static decimal ReadDecimal(ReadOnlySpan<byte> span)
    {
        Span<int> bits = stackalloc int[4];
        for (var part = 0; part < 4; part++)
            bits[part] = BinaryPrimitives.ReadInt32LittleEndian(span[(part * 4)..]);
        return new(bits);
    }

    static void WriteInstant(Span<byte> span, DateTimeOffset value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(span, value.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(span[8..], (short)value.TotalOffsetMinutes);
    }

    static DateTimeOffset ReadInstant(ReadOnlySpan<byte> span) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(span), TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(span[8..])));

    delegate void SpanWriter<in T>(Span<byte> span, T value);

    delegate T SpanReader<out T>(ReadOnlySpan<byte> span);
}

/// <summary>Codecs of sealed reference types whose content is text or bytes.</summary>
static class BasicBodies
{
    internal static readonly Dictionary<Type, Body> All = new()
    {
        [typeof(string)] = new FunctionBody<string>(static (writer, value) => writer.Text(value), static reader => reader.Text()),
        [typeof(byte[])] = new FunctionBody<byte[]>(
            static (writer, value) => writer.Block(value),
            static reader => reader.Block().ToArray()
        ),
        [typeof(Uri)] = new FunctionBody<Uri>(
            static (writer, value) => writer.Text(value.OriginalString),
            static reader => new(reader.Text(), UriKind.RelativeOrAbsolute)
        ),
        [typeof(Version)] = new FunctionBody<Version>(
            static (writer, value) => writer.Text(value.ToString()),
            static reader => Version.Parse(reader.Text())
        ),
        [typeof(IPAddress)] = new FunctionBody<IPAddress>(
            static (writer, value) => writer.Block(value.GetAddressBytes()),
            static reader => new(reader.Block())
        ),
        [typeof(IPEndPoint)] = new FunctionBody<IPEndPoint>(
            static (writer, value) => writer.Text(value.ToString()),
            static reader => IPEndPoint.Parse(reader.Text())
        ),
        [typeof(CultureInfo)] = new FunctionBody<CultureInfo>(
            static (writer, value) => writer.Text(value.Name),
            static reader => new(reader.Text())
        ),
    };
}
