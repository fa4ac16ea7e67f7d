namespace Orleans.Runtime
{
    /// <summary>A fault of the engine, as opposed to one of a grain.</summary>
    [GenerateSerializer, Alias("Orleans.OrleansException")]
    public class OrleansException : Exception
    {
        public OrleansException() { }

        public OrleansException(string message)
            : base(message) { }

        public OrleansException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>The host is composed in a way that cannot work.</summary>
    [GenerateSerializer, Alias("Orleans.Configuration")]
    public sealed class OrleansConfigurationException : Exception
    {
        public OrleansConfigurationException(string message)
            : base(message) { }

        public OrleansConfigurationException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>The call was refused and certainly did not run: it may be repeated.</summary>
    [GenerateSerializer, Alias("Orleans.MessageRejection")]
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException() { }

        internal OrleansMessageRejectionException(string message)
            : base(message) { }

        internal OrleansMessageRejectionException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>No silo takes calls: none is up, or this one is stopping.</summary>
    [GenerateSerializer, Alias("Orleans.SiloUnavailable")]
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        public SiloUnavailableException()
            : this("The silo takes no calls.") { }

        public SiloUnavailableException(string msg)
            : base(msg) { }

        public SiloUnavailableException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>A limit protects the silo: too many calls wait for one grain. The call did not run.</summary>
    [GenerateSerializer, Alias("Orleans.LimitExceeded")]
    public sealed class LimitExceededException : OrleansException
    {
        public LimitExceededException()
            : base("Limit exceeded") { }

        public LimitExceededException(string message)
            : base(message) { }

        public LimitExceededException(string message, Exception innerException)
            : base(message, innerException) { }
    }
}

namespace Orleans.Serialization
{
    /// <summary>A value cannot travel.</summary>
    [GenerateSerializer, Alias("Orleans.Serializer")]
    public class SerializerException : Exception
    {
        public SerializerException() { }

        public SerializerException(string message)
            : base(message) { }

        public SerializerException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>A type without <see cref="GenerateSerializerAttribute"/> was about to travel.</summary>
    [GenerateSerializer, Alias("Orleans.CodecNotFound")]
    public sealed class CodecNotFoundException : SerializerException
    {
        public CodecNotFoundException(string message)
            : base(message) { }
    }
}
