// A stand-in for what a plain test uses of xUnit, so that examples/run.js can compile and run that of examples/csharp with Mono, which Debian
// has. A suite of yours has the real one.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Xunit
{
    public sealed class FactAttribute : Attribute { }

    public interface IAsyncLifetime
    {
        Task InitializeAsync();
        Task DisposeAsync();
    }

    public static class Assert
    {
        public static void Equal<T>(T expected, T actual)
        {
            if (!Same(expected, actual)) throw new Exception("Expected " + Listed(expected) + ", got " + Listed(actual));
        }

        public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual)
        {
            Equal<object>(expected?.ToList(), actual?.ToList());
        }

        public static void True(bool condition, string message = "Expected true, got false")
        {
            if (!condition) throw new Exception(message);
        }

        private static bool Same(object expected, object actual)
        {
            var list = expected as ICollection;
            var other = actual as ICollection;
            return list == null || other == null ? Equals(expected, actual) : list.Cast<object>().SequenceEqual(other.Cast<object>());
        }

        private static string Listed(object value)
        {
            var list = value as ICollection;
            return list == null ? "" + value : string.Join(", ", list.Cast<object>());
        }
    }

    public static class Facts
    {
        public static int Main()
        {
            var facts = typeof(Facts).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() != null).ToList();
            var failed = facts.Count(fact => !Holds(fact).Result);
            Console.WriteLine("{0} passed, {1} failed", facts.Count - failed, failed);
            return facts.Count == 0 || failed > 0 ? 1 : 0;
        }

        private static async Task<bool> Holds(MethodInfo fact)
        {
            try
            {
                var test = Activator.CreateInstance(fact.DeclaringType);
                using (test as IDisposable) await Run(fact, test, test as IAsyncLifetime);
                return true;
            }
            catch (Exception error)
            {
                Console.WriteLine("{0}: {1}", fact.Name, error is TargetInvocationException ? error.InnerException : error);
                return false;
            }
        }

        private static async Task Run(MethodInfo fact, object test, IAsyncLifetime lifetime)
        {
            try
            {
                if (lifetime != null) await lifetime.InitializeAsync();
                // A void fact answers null.
                await (fact.Invoke(test, null) as Task ?? Task.CompletedTask);
            }
            finally
            {
                if (lifetime != null) await lifetime.DisposeAsync();
            }
        }
    }
}
