import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Starts a node: `Start home setting=value…`. It ends when its standard input does, so it never outlives its caller. */
public class Start {
    public static void main(String[] words) throws Exception {
        Path home = Path.of(words[0]);
        LogConfigurator.configureESLogging();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings(home, words), Map.of(), home.resolve("config"), () -> "node");
        LogConfigurator.registerErrorListener();
        try (Node node = new Node(environment, loader(environment))) {
            node.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        Runtime.getRuntime().halt(0);
    }

    static Settings settings(Path home, String[] words) {
        Settings.Builder settings = Settings.builder().put("path.home", home.toString());
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair[1].contains(",")) settings.putList(pair[0], pair[1].split(","));
            else settings.put(pair[0], pair[1]);
        }
        return settings.build();
    }

    /** The server lies on the class path and not on the module path, which the last word says. */
    static PluginsLoader loader(Environment environment) {
        return PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), true),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir(), true),
            Map.of(), false);
    }
}
