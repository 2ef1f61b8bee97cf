using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Binding;

/// <summary>What a project must be for emitted code to be compiled in it, and whose its attributes are.</summary>
internal static class ProjectRules
{
    public static void Check(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        var (type, project) = (declaration.Class, declaration.Project);
        if (project.OldLanguage is { } language)
            diagnostics.Add(Descriptors.LanguageTooOld, DiagnosticTarget.Class, type.Name, project.NeededLanguage, language);

        if (project.Hidden is { } hidden)
            diagnostics.Add(Descriptors.NotTheLibrarys, DiagnosticTarget.Class, $"The generated half of '{type.Name}' names '{hidden.Name}'", Reason(hidden));

        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            var attribute = declaration.Attributes[i];
            if (attribute.Role == AttributeRole.Unknown)
                diagnostics.Add(Descriptors.NotTheLibrarys, new(i), $"[{attribute.Text}] is called like a part of a network", Reason(attribute));
        }
    }

    private static string Reason(HiddenName hidden) => hidden.By is { } by
        ? $"which '{by}' of the assembly '{hidden.Assembly}' hides; rename that type, or move it to another namespace"
        : $"which stands behind an alias here; add 'global' to the aliases of the reference to '{hidden.Assembly}'";

    /// <summary>An unknown attribute of our own assembly is newer than this compiler.</summary>
    private static string Reason(AttributeDeclaration attribute) => attribute.Kind == LibraryAssembly.Attributes
        ? "but this compiler does not know it; use compiler and attributes of one version"
        : $"but it is of the assembly '{attribute.Kind}' and no part of NetGen's; remove it, or move its class out of the namespace 'NetGen'";
}
